import { addAxe, violations } from "../support/axe.ts";
import { demandGesture, leadThroughCloud } from "../support/browser-faults.ts";
import {
  createPasskey,
  expectAccountOf,
  newAddress,
  openMailedLink,
  requestLink,
  signOut,
  startSignIn,
} from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";
import { addVirtualAuthenticator } from "../support/virtual-authenticator.ts";

test("after a page of the cloud, a device that requires a click offers its single passkey as a choice", {
  tag: "@deep",
}, async ({ page, context, expectConsoleError }) => {
  expectConsoleError(/CORS policy|Failed to load/);
  await addAxe(context);
  const authenticator = await addVirtualAuthenticator(page);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await createPasskey(page, address);
  await signOut(page);

  await demandGesture(context);
  await leadThroughCloud(page);
  await startSignIn(page);
  await expect(page.getByRole("heading", { name: "Confirm that it is you" })).toBeFocused();
  await expect(alertOn(page)).toBeHidden();
  expect(await violations(page)).toEqual([]);
  const choice = page.getByRole("button", { name: `Continue as ${address}` });
  await authenticator.setUserVerified(false);
  await choice.click();
  await expect(alertOn(page)).toContainText("Your device did not confirm");
  await authenticator.setUserVerified(true);
  await page.getByRole("button", { name: "Try again" }).click();
  await expectAccountOf(page, address);
});

test("the click on the sign-in page is enough for a device that requires one", {
  tag: "@deep",
}, async ({ page, context }) => {
  await addVirtualAuthenticator(page);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await createPasskey(page, address);
  await signOut(page);
  await demandGesture(context);
  await startSignIn(page);
  await expectAccountOf(page, address);
});
