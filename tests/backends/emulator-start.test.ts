import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { freePort } from "./support/run-process.ts";

const LAUNCHER = "scripts/bundled.mjs";
const RUNS = 10;
/** A quiet machine needs about 8 times as long as for an empty script, and 29 times if each module is loaded by itself. */
const MOST_STARTS_OF_NODE = 15;

test("`npm run emulator` answers within a few times Node's own start", async () => {
  await start();
  const own = await best(emptyScript);
  const emulator = await best(start);
  expect(emulator / own).toBeLessThan(MOST_STARTS_OF_NODE);
}, 120_000);

async function best(run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < RUNS; index++) times.push(await run());
  return Math.min(...times);
}

async function emptyScript(): Promise<number> {
  const startedAt = performance.now();
  await once(spawn(process.execPath, ["-e", "0"]), "exit");
  return performance.now() - startedAt;
}

/** @returns the milliseconds until an emulator without saved state has answered. */
async function start(): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, "scripts/emulator.ts"], {
    env: { ...process.env, EMULATOR_PORT: `${port}` },
  });
  const exited = once(child, "exit");
  try {
    while (!(await isAnswered(`http://127.0.0.1:${port}/_emulator/settings`))) {
      if (child.exitCode !== null) throw new Error("the emulator has ended");
      await delay(5);
    }
    return performance.now() - startedAt;
  } finally {
    child.kill();
    await exited;
    rmSync(`.data/emulator-${port}.json`, { force: true });
  }
}

async function isAnswered(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ?? false;
}
