import { beforeAll, beforeEach, expect, test } from "vitest";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions } from "../support/in-process/rows.ts";

const SECONDS = 50;
const emulator = standInForTheCloud({
  keeps: true,
  environment: { RECHECK_SECONDS: String(SECONDS) },
});

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  again = await checkpoint(emulator, browser);
});
beforeEach(() => again());

const status = async () => (await browser.json("GET", "/api/sessions")).status;

async function checkedSecondsAgo(seconds: number): Promise<void> {
  const moment = ago(seconds * 1_000);
  await changeSessions({ checkedAt: moment, confirmedAt: moment });
}

test("14: a suspended user is signed out after RECHECK_SECONDS", async () => {
  const [identity] = emulator.store.state.identities;
  if (identity) identity.status = "suspended";
  await checkedSecondsAgo(SECONDS - 10);
  expect(await status()).toBe(200);
  await checkedSecondsAgo(SECONDS + 1);
  expect(await status()).toBe(401);
});

test("14: a failed check is retried after a fifth of RECHECK_SECONDS", async () => {
  emulator.faults.plant({ match: { path: "/identities/" }, drop: true });
  await checkedSecondsAgo(SECONDS + 1);
  expect(await status()).toBe(200);
  const [session] = await allSessions();
  const nextIn = SECONDS * 1_000 - (Date.now() - (session?.checkedAt.getTime() ?? 0));
  expect(nextIn).toBeGreaterThan(SECONDS * 100);
  expect(nextIn).toBeLessThanOrEqual(SECONDS * 200);
});
