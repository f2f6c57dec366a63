import { clearFaults, plantFault } from "../support/emulator.ts";
import { join, newAddress, signOut, startSignIn } from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";

/** Longer than the app waits for the cloud. */
const SLOW_LIST = { match: { method: "GET", path: "/credentials" }, delay_ms: 60_000 };
const SESSIONS = { name: "Sessions", exact: true };
const PASSKEYS = { name: "Passkeys", exact: true };

test.afterEach(clearFaults);

test("a slow list of passkeys holds up neither the rest of the page nor a browser without scripts", async ({
  page,
  browser,
  baseURL,
}) => {
  await join(page, newAddress());
  await signOut(page);
  await plantFault(SLOW_LIST);
  await startSignIn(page);
  await expect(page.getByRole("list", SESSIONS)).toBeVisible();
  await expect(alertOn(page)).toContainText("Your passkeys cannot be shown now.");

  const { cookies } = await page.context().storageState();
  const plain = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    javaScriptEnabled: false,
  });
  await plain.addCookies(cookies);
  const still = await plain.newPage();
  await still.goto("/account");
  await expect(still.getByRole("list", SESSIONS)).toBeVisible();
  const again = still.getByRole("link", { name: "Load this page again" });
  await expect(again).toBeVisible();

  await clearFaults();
  await again.click();
  await expect(still.getByRole("list", PASSKEYS).getByRole("button")).toHaveText("Revoke");
  await plain.close();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("list", PASSKEYS).getByRole("button")).toHaveText("Revoke");
});
