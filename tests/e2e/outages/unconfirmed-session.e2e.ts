import { Client } from "pg";
import { expect } from "../support/test.ts";
import { test } from "../support/with-postgres.ts";

/** Dates the last confirmation by the cloud to yesterday. */
async function letADayPass(database: string): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query("UPDATE sessions SET checked_at = now() - interval '1 day'");
  await client.query("UPDATE sessions SET confirmed_at = checked_at");
  await client.end();
}

test("a page of an unconfirmed session works after one click when the cloud is back", {
  tag: "@deep",
}, async ({ page, cloud: { emulator }, database, signedIn, expectConsoleError }) => {
  await signedIn();
  expectConsoleError(/status of 500|React error #441/);

  emulator.faults.plant({ match: { path: "/identities/" }, status: 403 });
  await letADayPass(database);
  await page.goto("/account");
  const heading = page.getByRole("heading", { name: "We cannot check your sign-in now" });
  await expect(heading).toBeFocused();
  const ready = await page.request.get("/api/ready");
  expect(ready.status()).toBe(502);
  expect(await ready.json()).toMatchObject({ code: "cloud_unauthorized" });

  emulator.faults.clear();
  await letADayPass(database);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  expect((await page.request.get("/api/ready")).status()).toBe(200);
});
