import { addAxe, violations } from "./support/axe.ts";
import { cloudState, newestLinkFor } from "./support/emulator.ts";
import {
  createPasskey,
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  requestLink,
  signOut,
  startSignIn,
} from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("15: a user signs a device out, revokes its passkey and signs out everywhere", async ({
  page,
  otherBrowser,
}) => {
  await addAxe(page.context());
  const address = newAddress();
  await join(page, address);
  const passkeys = page.getByRole("list", { name: "Passkeys", exact: true });
  await expect(passkeys.getByRole("listitem")).toHaveCount(1);
  await expect(passkeys.getByText("This browser")).toBeVisible();

  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Add a passkey" })).toBeVisible();
  await page.getByRole("button", { name: "Email me a link for another device" }).click();
  await expect(page.getByText("A link is on its way")).toBeFocused();
  expect(await violations(page)).toEqual([]);

  const device = await (await otherBrowser()).newPage();
  await openMailedLink(device, address, 2);
  await createPasskey(device, address);

  await page.goto("/account");
  await expect(passkeys.getByRole("listitem")).toHaveCount(2);
  const sessions = page.getByRole("list", { name: "Sessions", exact: true });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  await sessions.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await expect(page.getByText("Signed out there.")).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await device.goto("/account");
  await expect(device).toHaveURL("/sign-in");

  await startSignIn(device);
  await expectAccountOf(device, address);
  await passkeys
    .getByRole("listitem")
    .filter({ hasNotText: "This browser" })
    .getByRole("button", { name: "Revoke" })
    .click();
  await expect(passkeys.getByRole("listitem")).toHaveCount(1);
  await expect(page.getByText("The passkey is revoked.")).toBeFocused();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await device.goto("/account");
  await expect(device).toHaveURL("/sign-in");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
});

test("a user replaces a passkey, and revokes the last one after a warning", async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("replaces it")).toBeVisible();
  await page.getByRole("button", { name: "Create it in this browser" }).click();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expectAccountOf(page, address);
  const rows = page.getByRole("list", { name: "Passkeys", exact: true }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "This browser" })).toHaveCount(1);
  const replaced = rows.filter({ hasNotText: "This browser" });
  await replaced.getByRole("button", { name: "Revoke" }).click();
  await expect(rows).toHaveCount(1);

  // The way leads over a page whose policy would not let the SDK run.
  await page.goto("/");
  await page.getByRole("link", { name: "Account" }).click();
  await rows.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("last passkey");
  await page.getByRole("button", { name: "Revoke my last passkey" }).click();
  await expect(page.getByText("You have no passkey now")).toBeVisible();
  await expect(page.getByText("The passkey is revoked.")).toBeFocused();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("passkeys-here"))).toBeNull();
  await signOut(page);
  await startSignIn(page);
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
});

test("the account page does not shift on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await join(page, newAddress());
  await page.reload();
  await expect(page.getByText("This browser")).toBeVisible();
  const shifts = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          resolve(list.getEntries().map((entry) => Number(Reflect.get(entry, "value"))));
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // The observer says nothing when there is nothing to say.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
      }),
  );
  // A tenth of what a user notices (web.dev, Cumulative Layout Shift): a badge may push a word.
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
});

test("a passkey that was revoked here is not offered again, even if the page is left at once", async ({
  page,
}) => {
  const address = newAddress();
  await join(page, address);
  // The page is left before the SDK has removed the copy of the passkey.
  await page.route(/bi-embedded/, () => undefined);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke my last passkey" }).click();
  await expect(page.getByText("You have no passkey now")).toBeVisible();
  await signOut(page);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await startSignIn(page);
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("passkeys-revoked"))).toBeNull();
});

test("21: a visitor with scripts who clicks nothing does not use up a mailed link", async ({
  page,
  otherBrowser,
}) => {
  const address = newAddress();
  await requestLink(page, address);
  const link = await newestLinkFor(address);
  const scanner = await (await otherBrowser()).newPage();
  await scanner.request.head(link);
  await scanner.goto(link);
  await expect(scanner.getByRole("button", { name: "Create passkey" })).toBeVisible();
  const { jobs } = await cloudState();
  const identity = new URL(scanner.url()).searchParams.get("identity_id");
  expect(jobs.find(({ identity_id }) => identity_id === identity)?.state).not.toBe("COMPLETE");
  await openMailedLink(page, address);
  await createPasskey(page, address);
});
