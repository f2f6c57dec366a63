import { Client } from "pg";
import { expect } from "../support/test.ts";
import { test } from "../support/with-postgres.ts";

async function execute(database: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(statement);
  await client.end();
}

test("a page works after one click when the database is back", { tag: "@deep" }, async ({
  page,
  database,
  signedIn,
  expectConsoleError,
}) => {
  await signedIn();
  expectConsoleError(/status of 500|React error #441/);

  await execute(database, "ALTER TABLE sessions RENAME TO sessions_gone");
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeFocused();
  // The same heading is there before and after the first try.
  const failedAgain = page.waitForResponse((response) => {
    return new URL(response.url()).pathname === "/account";
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await (await failedAgain).finished();
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();

  await execute(database, "ALTER TABLE sessions_gone RENAME TO sessions");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
});
