import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const SCRIPT = `
  import { startPostgres } from "./tests/support/postgres-server.ts";
  const server = await startPostgres();
  await server.stop();
  process.exitCode = 3;
`;

test("a process that started PostgreSQL ends quietly with its own exit code", () => {
  const node = ["--import", "tsx", "--input-type=module", "--eval", SCRIPT];
  const ended = spawnSync(process.execPath, node, { encoding: "utf8" });
  expect([ended.status, ended.stderr]).toEqual([3, ""]);
});
