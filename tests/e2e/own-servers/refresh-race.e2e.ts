import { createServer, type Server } from "node:http";
import { expect, test } from "@playwright/test";
import { AppBrowser } from "../../support/app-browser.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { statusesAtOnce } from "../support/burst.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";

const APP_PORTS = [3201, 3202, 3203];
const EMULATOR_PORT = 4601;
const REQUESTS = 1_000;

let postgres: PostgresServer;
let backend: Server;
let servers: OwnServers;
/** The authorization headers that reached the backend. */
const tokens = new Set<string>();

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  postgres = await startPostgres();
  backend = createServer(({ headers }, response) => {
    tokens.add(headers.authorization ?? "none");
    response.end("ok");
  });
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  const address = backend.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  servers = await startOwnServers(EMULATOR_PORT, APP_PORTS, {
    DATABASE_URL: await postgres.createDatabase("race"),
    BACKEND_URL: `http://127.0.0.1:${port}`,
    // The last request waits for all before it.
    BACKEND_TIMEOUT_SECONDS: "60",
    RATE_LIMIT_MULTIPLIER: "100",
  });
});

test.afterAll(async () => {
  await servers?.stop();
  backend?.close();
  await postgres?.stop();
});

for (const { what, refreshTokens, failures } of [
  { what: "rotating refresh tokens", refreshTokens: "rotating", failures: 0 },
  { what: "refresh tokens that stay", refreshTokens: "static", failures: 0 },
  { what: "a token endpoint that fails now and then", refreshTokens: "rotating", failures: 2 },
] as const) {
  test(`18: ${REQUESTS} requests at once over three servers cause one refresh, with ${what}`, {
    tag: "@deep",
  }, async () => {
    const { settings, faults, issued, journal } = servers.emulator;
    settings.refreshTokens = refreshTokens;
    settings.accessTokenSeconds = 10;
    const browser = new AppBrowser(servers.emulator, (request) =>
      fetch(request, { redirect: "manual" }),
    );
    await browser.join(`ada-${refreshTokens}-${failures}@example.com`);
    expect((await browser.signIn()).pathname).toBe("/account");
    settings.accessTokenSeconds = 86_400;
    const before = issued.entries().filter(({ kind }) => kind === "access_token").length;
    if (failures > 0) {
      faults.plant({ match: { path: "/7d1f0c52*/token" }, status: 503, times: failures });
    }
    tokens.clear();
    journal.clear();

    const cookie = browser.cookieLine();
    const urls = Array.from({ length: REQUESTS }, (_, index) => {
      const port = APP_PORTS[index % APP_PORTS.length];
      return `http://localhost:${port}/api/backend/who-am-i`;
    });
    const statuses = await statusesAtOnce(urls, cookie);

    const after = issued.entries().filter(({ kind }) => kind === "access_token").length;
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(after - before).toBe(1);
    expect(journal.entries().filter(({ status }) => status === 503)).toHaveLength(failures);
    expect([...tokens]).toEqual([expect.stringMatching(/^Bearer eyJ/)]);
    expect(await browser.session()).not.toBeNull();
    faults.clear();
  });
}
