import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test.each([0, 3])(
  "a process that started PostgreSQL ends quietly with its own exit code %i",
  (code) => {
    const script = `
    import { startPostgres } from "./tests/support/postgres-server.ts";
    const server = await startPostgres();
    await server.stop();
    process.exitCode = 3;
  `;
    const ended = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script],
      {
        encoding: "utf8",
      },
    );
    expect([ended.status, ended.stderr]).toEqual([3, ""]);
  },
);
