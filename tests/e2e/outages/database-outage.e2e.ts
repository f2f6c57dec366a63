import { Client } from "pg";
import { AppBrowser } from "../../support/app-browser.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { expect, test } from "../support/test.ts";

const APP_PORT = 3501;
const EMULATOR_PORT = 4901;
const ORIGIN = `http://localhost:${APP_PORT}`;

let postgres: PostgresServer;
let url: string;
let servers: OwnServers;

test.beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase("outage");
  servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], { DATABASE_URL: url });
});

test.afterAll(async () => {
  await servers?.stop();
  await postgres?.stop();
});

async function execute(statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

test("a page works after one click when the database is back", async ({
  page,
  expectConsoleError,
}) => {
  const browser = new AppBrowser(servers.emulator, (request) =>
    fetch(request, { redirect: "manual" }),
  );
  await browser.enter("ada@example.com");
  const [name = "", value = ""] = browser.cookieLine().split("=");
  await page.context().addCookies([{ name, value, url: ORIGIN }]);
  expectConsoleError(/status of 500|React error #441/);

  await execute("ALTER TABLE sessions RENAME TO sessions_gone");
  await page.goto(`${ORIGIN}/account`);
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeFocused();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();

  await execute("ALTER TABLE sessions_gone RENAME TO sessions");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
});
