import { Client } from "pg";
import { AppBrowser } from "../../support/app-browser.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { expect, test } from "../support/test.ts";

const APP_PORT = 3502;
const EMULATOR_PORT = 4902;
const ORIGIN = `http://localhost:${APP_PORT}`;

let postgres: PostgresServer;
let url: string;
let servers: OwnServers;

test.beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase("unconfirmed");
  servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], { DATABASE_URL: url });
});

test.afterAll(async () => {
  await servers?.stop();
  await postgres?.stop();
});

/** Dates the last confirmation by the cloud to yesterday. */
async function letADayPass(): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("UPDATE sessions SET checked_at = now() - interval '1 day'");
  await client.query("UPDATE sessions SET confirmed_at = checked_at");
  await client.end();
}

test("a page of an unconfirmed session works after one click when the cloud is back", async ({
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

  servers.emulator.faults.plant({ match: { path: "/identities/" }, status: 403 });
  await letADayPass();
  await page.goto(`${ORIGIN}/account`);
  const heading = page.getByRole("heading", { name: "We cannot check your sign-in now" });
  await expect(heading).toBeFocused();
  const ready = await fetch(`${ORIGIN}/api/ready`);
  expect(ready.status).toBe(502);
  expect(await ready.json()).toMatchObject({ code: "cloud_unauthorized" });

  servers.emulator.faults.clear();
  await letADayPass();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  expect((await fetch(`${ORIGIN}/api/ready`)).status).toBe(200);
});
