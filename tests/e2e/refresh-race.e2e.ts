import { createServer, type Server } from "node:http";
import { expect, test } from "@playwright/test";
import { type RunningEmulator, startEmulator } from "../../mocks/listener.ts";
import { emulatorVariables } from "../../scripts/environment-files.ts";
import { AppBrowser } from "../support/app-browser.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { startServers } from "./support/next-servers.ts";

const APP_PORTS = [3201, 3202, 3203];
const APP_ORIGIN = `http://localhost:${APP_PORTS[0]}`;
const EMULATOR_PORT = 4601;
const REQUESTS = 1_000;

let emulator: RunningEmulator;
let postgres: PostgresServer;
let backend: Server;
let stopServers: () => Promise<void>;
/** What the backend was called with. */
const tokens = new Set<string>();

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(60_000);
  emulator = await startEmulator({ port: EMULATOR_PORT, appOrigin: APP_ORIGIN });
  postgres = await startPostgres();
  backend = createServer(({ headers }, response) => {
    tokens.add(headers.authorization ?? "none");
    response.end("ok");
  });
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  const address = backend.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  stopServers = await startServers(APP_PORTS, {
    ...emulatorAddresses(),
    AUTH_URL: APP_ORIGIN,
    DATABASE_URL: await postgres.createDatabase("race"),
    BACKEND_URL: `http://127.0.0.1:${port}`,
    RATE_LIMIT_MULTIPLIER: "100",
  });
});

test.afterAll(async () => {
  await stopServers?.();
  backend?.close();
  await emulator?.close();
  await postgres?.stop();
});

/** The committed addresses of the emulator, at this test's port. */
function emulatorAddresses(): Record<string, string> {
  const names = ["DISCOVERY", "API_URL", "API_ISSUER"].map((name) => `BEYOND_IDENTITY_${name}`);
  const committed = emulatorVariables();
  return Object.fromEntries(
    names.map((name) => {
      const url = new URL(committed[name] ?? "");
      url.port = String(EMULATOR_PORT);
      return [name, url.href.replace(/\/$/, "")];
    }),
  );
}

for (const { what, refreshTokens, failures } of [
  { what: "rotating refresh tokens", refreshTokens: "rotating", failures: 0 },
  { what: "refresh tokens that stay", refreshTokens: "static", failures: 0 },
  { what: "a token endpoint that fails now and then", refreshTokens: "rotating", failures: 2 },
] as const) {
  test(`18: ${REQUESTS} requests at once over three servers cause one refresh, with ${what}`, async () => {
    test.setTimeout(60_000);
    const { settings, faults, issued, journal } = emulator.emulator;
    settings.refreshTokens = refreshTokens;
    settings.accessTokenSeconds = 10;
    const browser = new AppBrowser(emulator.emulator, (request) =>
      fetch(request, { redirect: "manual" }),
    );
    await browser.enter(`ada-${refreshTokens}-${failures}@example.com`);
    settings.accessTokenSeconds = 86_400;
    const before = issued.entries().filter(({ kind }) => kind === "access_token").length;
    if (failures > 0) {
      faults.plant({ match: { path: "/7d1f0c52*/token" }, status: 503, times: failures });
    }
    tokens.clear();
    journal.clear();

    const cookie = `authjs.session-token=${browser.sessionCookie()}`;
    const statuses = await Promise.all(
      Array.from({ length: REQUESTS }, async (_, index) => {
        const port = APP_PORTS[index % APP_PORTS.length];
        const url = `http://localhost:${port}/api/backend/who-am-i`;
        const response = await fetch(url, { headers: { cookie } });
        await response.arrayBuffer();
        return response.status;
      }),
    );

    const after = issued.entries().filter(({ kind }) => kind === "access_token").length;
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(after - before).toBe(1);
    expect(journal.entries().filter(({ status }) => status === 503)).toHaveLength(failures);
    expect([...tokens]).toEqual([expect.stringMatching(/^Bearer eyJ/)]);
    expect(await browser.session()).not.toBeNull();
    faults.clear();
  });
}
