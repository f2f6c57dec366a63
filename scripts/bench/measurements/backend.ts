import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { runExpress } from "../../../tests/backends/support/run-express.ts";
import { freePort } from "../../../tests/backends/support/run-process.ts";
import { startPostgres } from "../../../tests/support/postgres-server.ts";
import { builtApp } from "../builds.ts";
import { type Load, loadOn } from "../load.ts";
import { type Effort, inTurn, type Subject } from "../measurement.ts";
import type { Row } from "../results.ts";
import { serveApp } from "../served-app.ts";

/** One call after the other, through the app and without it. The Express example checks the access token of each. */
export async function measure({ runs, loadSeconds }: Effort): Promise<Row[]> {
  // First, so that a build that fails leaves no database and no backend running.
  await builtApp("starter");
  const emulatorPort = await freePort();
  const issuer = applicationPath(seed.realm.id, seed.webApplication.id);
  const express = await runExpress({
    OIDC_ISSUER: `http://localhost:${emulatorPort}${issuer}`,
    OIDC_AUDIENCE: seed.resourceServer.identifier,
  });
  const postgres = await startPostgres();
  const variables = {
    DATABASE_URL: await postgres.createDatabase("bench"),
    ...{ BACKEND_URL: express.url, BACKEND_SCOPES: seed.resourceServer.scopes.join(" ") },
  };
  const app = await serveApp("starter", variables, emulatorPort);
  try {
    const browser = app.newBrowser();
    await browser.enter("ada@example.com");
    const tokens = app.emulator.issued.entries().filter(({ kind }) => kind === "access_token");
    const bearer = tokens.at(-1)?.value ?? "";
    const path = "/notes";
    const direct = { url: `${express.url}${path}`, seconds: loadSeconds, bearer };
    const forwarded = { ...direct, url: `${app.origin}/bench/forward` };
    const through = {
      ...{ url: `${app.origin}/api/backend${path}`, seconds: loadSeconds },
      cookie: browser.cookieLine(),
    };
    const subject = (id: string, title: string, load: Load): Subject => {
      return { id, title, unit: "ms", once: () => oneByOne(load) };
    };
    return await inTurn(
      [
        subject("direct", "the backend alone", direct),
        subject("forwarded", "through a route of Next.js that only forwards", forwarded),
        subject("through", "through the app", through),
      ],
      runs,
    );
  } finally {
    await app.stop();
    await Promise.all([express.stop(), postgres.stop()]);
  }
}

/** @returns the milliseconds that a call takes on average */
async function oneByOne(load: Load): Promise<{ value: number; p99: number }> {
  const { value, p99 } = await loadOn({ ...load, connections: 1 });
  return { value: 1000 / value, p99 };
}
