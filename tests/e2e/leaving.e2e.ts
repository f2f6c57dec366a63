import { readFile } from "node:fs/promises";
import { addAxe, violations } from "./support/axe.ts";
import { cloudState } from "./support/emulator.ts";
import { join, newAddress, startSignIn } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("a user downloads their data, cancels a deletion, and then deletes the account", async ({
  page,
}) => {
  await addAxe(page.context());
  const address = newAddress();
  await join(page, address);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download my data" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("my-data.json");
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(file.account.email).toBe(address);
  expect(file.passkeys).toHaveLength(1);

  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeFocused();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("This cannot be undone");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Keep my account" }).click();
  await expect(page.getByRole("button", { name: "Delete account" })).toBeVisible();

  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("passkeys-here"))).toBeNull();
  expect(await violations(page)).toEqual([]);
  await expect
    .poll(async () => (await cloudState()).identities.map(({ id }) => id))
    .not.toContain(file.account.identityId);
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
  await startSignIn(page);
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
});
