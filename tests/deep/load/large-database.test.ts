import { existsSync } from "node:fs";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { median } from "../../../scripts/bench/results.ts";
import { type OwnServers, startOwnServers } from "../../e2e/support/next-servers.ts";
import { AppBrowser } from "../../support/app-browser.ts";
import { fillDatabase, ROWS } from "../../support/large-database.ts";
import { freePort, type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { writeResult } from "../../support/write-result.ts";

const ROUNDS = 15;
const CONNECTIONS = 4;
const VIEWS = 10;
const MOST = 1.2;

type App = { servers: OwnServers; page: string; cookie: string };

let postgres: PostgresServer;
let apps: App[] = [];

beforeAll(async () => {
  if (!existsSync(".next/BUILD_ID")) throw new Error("Run npm run build first.");
  postgres = await startPostgres();
  const empty = await startApp(await postgres.createDatabase("empty"));
  const database = await postgres.createDatabase("filled");
  const filled = await startApp(database);
  apps = [empty, filled];
  const { issuer, tokens } = await realSession(database);
  await fillDatabase(database, issuer, tokens);
}, 240_000);
afterAll(async () => {
  await Promise.all(apps.map(({ servers }) => servers.stop()));
  await postgres?.stop();
});

async function startApp(database: string): Promise<App> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const servers = await startOwnServers(0, [port], {
    AUTH_URL: origin,
    DATABASE_URL: database,
    RATE_LIMIT_MULTIPLIER: "100000",
  });
  const browser = new AppBrowser(servers.emulator, (request) =>
    fetch(request, { redirect: "manual" }),
  );
  await browser.enter("ada@example.com");
  return { servers, page: `${origin}/account`, cookie: browser.cookieLine() };
}

/** @returns the issuer and the tokens of the user's session, which the filled rows copy. */
async function realSession(database: string): Promise<{ issuer: string; tokens: string }> {
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query("SELECT issuer, tokens FROM sessions");
  await client.end();
  return rows[0];
}

/** @returns how long the page takes to be viewed some times on each of several connections, in milliseconds */
async function timeOf({ page, cookie }: App): Promise<number> {
  const viewAll = async () => {
    for (let count = 0; count < VIEWS; count += 1) {
      const response = await fetch(page, { headers: { cookie }, redirect: "manual" });
      await response.arrayBuffer();
      expect(response.status).toBe(200);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, viewAll));
  return performance.now() - begun;
}

test(`the account page takes as long with ${ROWS.auditEvents} audit events as with none`, async () => {
  const [empty, filled] = apps;
  if (!empty || !filled) throw new Error("not started");
  for (const app of apps) await timeOf(app);
  const rounds: { emptyMs: number; filledMs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turns, so that both meet the same machine.
    rounds.push({ emptyMs: await timeOf(empty), filledMs: await timeOf(filled) });
  }
  const ratio = median(rounds.map(({ emptyMs, filledMs }) => filledMs / emptyMs));
  writeResult("large-database.json", { rows: ROWS, rounds, ratio });
  expect(ratio).toBeLessThan(MOST);
}, 300_000);
