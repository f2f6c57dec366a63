import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { runExpress } from "../../../tests/backends/support/run-express.ts";
import { freePort } from "../../../tests/backends/support/run-process.ts";
import { type PostgresServer, startPostgres } from "../../../tests/support/postgres-server.ts";
import { builtApp } from "../builds.ts";
import { forwardingServer } from "../forwarding-server.ts";
import { type Load, loadOn } from "../load.ts";
import { type Effort, inTurn, type Subject } from "../measurement.ts";
import type { Row } from "../results.ts";
import { type ServedApp, serveApp } from "../served-app.ts";

const PATH = "/notes";
/** How long a backend with a database of its own takes. */
const SLOW_MS = 10;

/** A backend, and the app in front of it. */
type Pair = { url: string; app: ServedApp; stop(): Promise<void> };

/** One call after the other, through the app and without it. The Express example checks the access token of each. */
export async function measure({ runs, loadSeconds }: Effort): Promise<Row[]> {
  // First, so that a build that fails leaves no database and no backend running.
  await builtApp("starter");
  const postgres = await startPostgres();
  const fast = await startPair(postgres, "fast", 0);
  const slow = await startPair(postgres, "slow", SLOW_MS);
  const proxy = await forwardingServer(fast.url);
  const later = `the same, ${SLOW_MS} ms slower`;
  try {
    const viaFast = await callsOf(fast, loadSeconds);
    const viaSlow = await callsOf(slow, loadSeconds);
    // One slow call after the other is too few for Node.js to compile the code that they run.
    await loadOn(viaSlow.through);
    const proxied = { ...viaFast.direct, url: `${proxy.url}${PATH}` };
    const empty = { url: `${fast.app.origin}/api/health`, seconds: loadSeconds };
    return await inTurn(
      [
        subject("direct", "the backend alone", viaFast.direct),
        subject("proxied", "through a server of Node.js that only forwards", proxied),
        subject("empty", "a route of Next.js that calls nothing", empty),
        subject("forwarded", "through a route of Next.js that only forwards", viaFast.forwarded),
        subject("through", "through the app", viaFast.through),
        subject("direct-slow", `${later}, alone`, viaSlow.direct),
        subject("through-slow", `${later}, through the app`, viaSlow.through),
      ],
      runs,
    );
  } finally {
    for (const server of [proxy, fast, slow, postgres]) await server.stop();
  }
}

async function startPair(postgres: PostgresServer, name: string, delayMs: number): Promise<Pair> {
  const emulatorPort = await freePort();
  const issuer = applicationPath(seed.realm.id, seed.webApplication.id);
  const express = await runExpress({
    OIDC_ISSUER: `http://localhost:${emulatorPort}${issuer}`,
    OIDC_AUDIENCE: seed.resourceServer.identifier,
  });
  const slowed = delayMs > 0 ? await forwardingServer(express.url, delayMs) : null;
  const { url } = slowed ?? express;
  const variables = {
    DATABASE_URL: await postgres.createDatabase(`bench_${name}`),
    ...{ BACKEND_URL: url, BACKEND_SCOPES: seed.resourceServer.scopes.join(" ") },
  };
  const app = await serveApp("starter", variables, emulatorPort);
  const stop = async () => {
    await app.stop();
    await slowed?.stop();
    await express.stop();
  };
  return { url, app, stop };
}

async function callsOf({ url, app }: Pair, seconds: number) {
  const browser = app.newBrowser();
  await browser.enter("ada@example.com");
  const tokens = app.emulator.issued.entries().filter(({ kind }) => kind === "access_token");
  const direct = { url: `${url}${PATH}`, seconds, bearer: tokens.at(-1)?.value ?? "" };
  const through = { url: `${app.origin}/api/backend${PATH}`, seconds };
  return {
    direct,
    forwarded: { ...direct, url: `${app.origin}/bench/forward` },
    through: { ...through, cookie: browser.cookieLine() },
  };
}

/** @returns a subject whose value is the milliseconds that a call takes on average */
function subject(id: string, title: string, load: Load): Subject {
  const once = async () => {
    const { value, p99 } = await loadOn({ ...load, connections: 1 });
    return { value: 1000 / value, p99 };
  };
  return { id, title, unit: "ms", once };
}
