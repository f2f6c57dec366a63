import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import { Browser } from "../support/in-process/browser.ts";
import { HOSTED_ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allSessions, changeSessions } from "../support/in-process/rows.ts";
import { signInByMail } from "./support/hosted-sign-in.ts";

const HOUR = 60 * 60_000;
const DUE = RECHECK_INTERVAL_MS + 1_000;

/** One sign-in, and two refreshes, in a minute from one address. */
const emulator = standInForTheCloud({
  keeps: true,
  environment: { ...HOSTED_ENVIRONMENT, RATE_LIMIT_MULTIPLIER: "0.01" },
});

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
});

test("25: the checks of many sessions behind one address do not use up one another's limit", async () => {
  const browsers: Browser[] = [];
  for (const email of ["ada", "bob", "eve", "ada"].map((name) => `${name}@example.com`)) {
    vi.setSystemTime(Date.now() + HOUR);
    const browser = new Browser(emulator);
    await signInByMail(emulator, browser, email);
    browsers.push(browser);
  }
  await changeSessions({ checkedAt: ago(DUE), confirmedAt: ago(DUE) });
  const before = await allSessions();
  for (const browser of browsers) {
    expect((await browser.json("GET", "/api/sessions")).status).toBe(200);
  }
  const after = await allSessions();
  expect(after).toHaveLength(4);
  for (const [index, { confirmedAt, tokens }] of after.entries()) {
    expect(confirmedAt.getTime()).toBe(Date.now());
    expect(tokens).not.toBe(before[index]?.tokens);
  }
});
