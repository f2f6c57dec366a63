import { startPostgres } from "../../../tests/support/postgres-server.ts";
import { builtApp } from "../builds.ts";
import { type Effort, inTurn } from "../measurement.ts";
import { authJsPages, barePage, starterPages } from "../pages-under-load.ts";
import type { Row } from "../results.ts";
import { serveApp } from "../served-app.ts";

/** What a page costs under load with PostgreSQL, beside an app without anything and plain Auth.js. */
export async function measure({ runs, loadSeconds }: Effort): Promise<Row[]> {
  // First, so that a build that fails leaves no database running.
  for (const app of ["starter", "bare", "auth-js"] as const) await builtApp(app);
  const postgres = await startPostgres();
  const starter = await serveApp("starter", {
    DATABASE_URL: await postgres.createDatabase("bench"),
  });
  const [bare, authJs] = [await serveApp("bare"), await serveApp("auth-js")];
  try {
    const subjects = [
      ...barePage(bare, loadSeconds),
      ...(await starterPages(starter, loadSeconds)),
      ...(await authJsPages(authJs, loadSeconds)),
    ];
    return await inTurn(subjects, runs);
  } finally {
    for (const app of [starter, bare, authJs]) await app.stop();
    await postgres.stop();
  }
}
