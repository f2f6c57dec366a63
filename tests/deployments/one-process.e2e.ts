import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { startOwnServers } from "../e2e/support/next-servers.ts";
import { expect, test } from "../e2e/support/test.ts";
import { startPgBouncer } from "../support/pgbouncer.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { completeJourney } from "./support/journey.ts";

const PORT = 3601;
const EMULATOR_PORT = 4961;
const ADDRESSES = {
  app: `http://localhost:${PORT}`,
  emulator: `http://localhost:${EMULATOR_PORT}`,
};
const LIMITS = { RATE_LIMIT_MULTIPLIER: "100" };

test("npm run dev", async ({ page }) => {
  const dev = npm("dev");
  try {
    await expect.poll(() => statusOf(`${ADDRESSES.app}/api/ready`), { timeout: 120_000 }).toBe(200);
    await completeJourney(page, ADDRESSES);
  } finally {
    await end(dev);
  }
});

test("npm run start:emulated", async ({ page }) => {
  const start = npm("start:emulated");
  try {
    await expect.poll(() => statusOf(`${ADDRESSES.app}/api/ready`), { timeout: 60_000 }).toBe(200);
    await completeJourney(page, ADDRESSES);
  } finally {
    await end(start);
  }
});

test("next start with the embedded database", async ({ page }) => {
  const servers = await startOwnServers(EMULATOR_PORT, [PORT], LIMITS);
  try {
    await completeJourney(page, ADDRESSES);
  } finally {
    await servers.stop();
  }
});

test("next start with PostgreSQL, which restarts in the middle", async ({ page, otherBrowser }) => {
  const postgres = await startPostgres();
  const database = await postgres.createDatabase("one_process");
  const servers = await startOwnServers(EMULATOR_PORT, [PORT], {
    ...LIMITS,
    DATABASE_URL: database,
  });
  try {
    await completeJourney(page, ADDRESSES);
    await postgres.restart();
    await completeJourney(await (await otherBrowser()).newPage(), ADDRESSES);
  } finally {
    await servers.stop();
    await postgres.stop();
  }
});

test("next start with PostgreSQL behind PgBouncer in transaction mode", async ({ page }) => {
  const postgres = await startPostgres();
  const database = await postgres.createDatabase("pooled");
  const pooler = await startPgBouncer(database);
  try {
    const servers = await startOwnServers(EMULATOR_PORT, [PORT], {
      ...LIMITS,
      DATABASE_URL: pooler.through(database),
    });
    try {
      await completeJourney(page, ADDRESSES);
    } finally {
      await servers.stop();
    }
  } finally {
    await pooler.stop();
    await postgres.stop();
  }
});

/** Runs a command of the README in a process group of its own. */
function npm(script: string): ChildProcess {
  return spawn("npm", ["run", script], {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, ...LIMITS, PORT: `${PORT}`, EMULATOR_PORT: `${EMULATOR_PORT}` },
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const exited = once(child, "exit");
  process.kill(-child.pid, "SIGINT");
  await exited;
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url).catch(() => undefined))?.status ?? 0;
}
