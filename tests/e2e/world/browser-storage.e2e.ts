import {
  breakDatabases,
  breakWebStorage,
  type DatabaseFault,
  type StorageFault,
} from "../support/browser-faults.ts";
import { newestCodeFor } from "../support/emulator.ts";
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

const STORAGE_FAULTS: StorageFault[] = ["blocked", "null", "full"];

for (const fault of STORAGE_FAULTS) {
  test(`with web storage ${fault}, a user creates a passkey and signs in`, {
    tag: "@deep",
  }, async ({ page, context }) => {
    await breakWebStorage(context, fault);
    const address = newAddress();
    await requestLink(page, address);
    await openMailedLink(page, address);
    await createPasskey(page, address);
    await page.reload();
    await expectAccountOf(page, address);
    await signOut(page);
    await startSignIn(page);
    await expectAccountOf(page, address);
  });

  test(`with web storage ${fault}, a code signs in on a page that asks to stay open`, {
    tag: "@deep",
  }, async ({ page, context }) => {
    await breakWebStorage(context, fault);
    const address = newAddress();
    await startSignIn(page);
    await page.getByRole("button", { name: "Email me a code" }).click();
    await page.getByRole("textbox", { name: "Email" }).fill(address);
    await page.getByRole("button", { name: "Send code" }).click();
    await expect(page.getByText("Keep this page open")).toBeVisible();
    await page.getByRole("textbox", { name: "Code" }).fill(await newestCodeFor(address));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectAccountOf(page, address);
  });
}

const DATABASE_FAULTS: DatabaseFault[] = [
  "throws",
  "fails",
  "undefined",
  "null",
  "InvalidStateError",
  "NotFoundError",
  "UnknownError",
  "QuotaExceededError",
];

test("a browser without a writable database sees that at once in signing in and binding", {
  tag: "@deep",
}, async ({ otherBrowser }) => {
  for (const fault of DATABASE_FAULTS) {
    await test.step(fault, async () => {
      const context = await otherBrowser();
      await breakDatabases(context, fault);
      const page = await context.newPage();
      await startSignIn(page);
      await expect(alertOn(page)).toContainText("This browser cannot hold passkeys here", {
        timeout: 10_000,
      });
      const address = newAddress();
      await requestLink(page, address);
      await openMailedLink(page, address);
      await page.getByRole("button", { name: "Create passkey" }).click();
      await expect(alertOn(page)).toContainText("This browser cannot hold passkeys here", {
        timeout: 10_000,
      });
    });
  }
});
