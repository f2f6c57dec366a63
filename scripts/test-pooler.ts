import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { failPlainly } from "./fail-plainly.ts";
import { findPgBouncer, HOW_TO_GET_PGBOUNCER } from "./find-pgbouncer.ts";
import { exitOf } from "./next-process.ts";

const PROJECTS = ["integration on PgBouncer", "pooler"];

const WITHOUT_PGBOUNCER = `NOT EVERYTHING WAS TESTED. There is no PgBouncer here, so the tests behind it did not run.
To run them: ${HOW_TO_GET_PGBOUNCER}.`;

await failPlainly(async () => {
  if (findPgBouncer() === null) {
    console.log(WITHOUT_PGBOUNCER);
    return 0;
  }
  const packageFile = createRequire(import.meta.url).resolve("vitest/package.json");
  const vitest = join(dirname(packageFile), "vitest.mjs");
  const projects = PROJECTS.flatMap((name) => ["--project", name]);
  const parameters = [vitest, "run", ...projects, ...process.argv.slice(2)];
  return exitOf(spawn(process.execPath, parameters, { stdio: "inherit" }));
});
