import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../../tests/backends/support/run-process.ts";
import { answering, runToEnd, startChild } from "../children.ts";
import { makeClone } from "../clone.ts";
import { type Effort, inTurn, millisecondsOf, type Subject } from "../measurement.ts";

const INSTALL = ["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"];
const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: "1" };

import type { Row } from "../results.ts";

/** What people wait for first, in a fresh clone outside the project. npm takes the packages from its cache. */
export async function measure({ runs }: Effort): Promise<Row[]> {
  const { folder, remove } = makeClone();
  const subject = (id: string, title: string, task: () => Promise<unknown>): Subject => ({
    ...{ id, title, unit: "s" },
    once: async () => (await millisecondsOf(task)) / 1000,
  });
  const run = (command: string[]) => runToEnd(command, { cwd: folder, env: ENVIRONMENT });
  try {
    await run(INSTALL);
    return await inTurn(
      [
        subject("install", "`npm ci`, packages in npm's cache", () => run(INSTALL)),
        subject("first-page", "`npm run dev`, until `/` is there", () => firstPage(folder, true)),
        subject("second-start", "the same, started once before", () => firstPage(folder, false)),
        subject("build", "`npm run build`", () => {
          rmSync(join(folder, ".next"), { recursive: true, force: true });
          return run(["npm", "run", "build"]);
        }),
      ],
      runs,
      false,
    );
  } finally {
    remove();
  }
}

/** Starts the app for development and opens the start page. */
async function firstPage(folder: string, isFirst: boolean): Promise<void> {
  if (isFirst) {
    for (const made of [".next", ".data"]) {
      rmSync(join(folder, made), { recursive: true, force: true });
    }
  }
  const [PORT, EMULATOR_PORT] = [`${await freePort()}`, `${await freePort()}`];
  const env = { ...ENVIRONMENT, PORT, EMULATOR_PORT };
  const child = startChild(["npm", "run", "dev"], { cwd: folder, env });
  await answering(`http://localhost:${PORT}/`, child);
  await child.stop();
}
