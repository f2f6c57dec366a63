import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { signOutEverywhereAction } from "@/app/account/actions";
import { DEEP } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeSessions } from "../support/in-process/rows.ts";
import { requestHeaders, setCookies } from "../support/in-process/scope.ts";
import { clickDelete } from "./support/delete-account.ts";

/** A tenth of every limit. */
const emulator = standInForTheCloud({
  keeps: true,
  environment: { RATE_LIMIT_MULTIPLIER: "0.1" },
});
const MINUTE_MS = 60_000;

let ada: Browser;

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
});
beforeEach(() => void pass(61 * MINUTE_MS));
afterAll(() => void vi.useRealTimers());

/** @returns copies of the cookies of `count` browsers of Ada, all an hour old. */
async function oldCopies(count: number): Promise<Browser[]> {
  const copies = [];
  for (let made = 0; made < count; made += 1) {
    const browser = ada.elsewhere();
    await browser.signIn();
    copies.push(browser.copy());
  }
  // The sign-ins no longer count.
  pass(11 * MINUTE_MS);
  await changeSessions({ createdAt: ago(61 * MINUTE_MS) });
  return copies;
}

/** Repeats until ten refusals in a row, one minute apart. */
async function flood(thieves: Browser[], method: string, path: string, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    if (minute > 0) pass(MINUTE_MS);
    for (const thief of thieves) {
      for (let refused = 0; refused < 10; ) {
        if ((await thief.json(method, path)).status === 429) refused += 1;
      }
    }
  }
}

async function freshBrowser(): Promise<Browser> {
  const browser = ada.elsewhere();
  expect((await browser.signIn()).pathname).toBe("/account");
  return browser;
}

async function clickSignOutEverywhere(browser: Browser): Promise<void> {
  const headers = new Headers({ cookie: browser.allCookies() });
  const click = () => setCookies.run([], () => signOutEverywhereAction({ status: "idle" }));
  await expect(requestHeaders.run(headers, click)).rejects.toThrow("NEXT_REDIRECT");
}

// Each limit of a session is quick, and so is one of an account.
for (const [copies, method, path, minutes, options] of [
  ["one copied cookie", "GET", "/api/sessions", 1, {}],
  ["one copied cookie", "GET", "/api/passkeys", 8, DEEP],
  ["one copied cookie", "DELETE", "/api/sessions", 1, {}],
  ["one copied cookie", "DELETE", "/api/passkeys/nope", 1, DEEP],
  ["three copied cookies", "GET", "/api/sessions", 1, DEEP],
  ["three copied cookies", "GET", "/api/passkeys", 8, DEEP],
  ["three copied cookies", "DELETE", "/api/sessions", 1, DEEP],
] as const) {
  test(
    `25: requests without end from ${copies}, ${method} ${path}, do not keep the owner from throwing the thief out`,
    options,
    async () => {
      const count = copies === "one copied cookie" ? 1 : 3;
      const thieves = await oldCopies(count);
      await flood(thieves, method, path, minutes);
      const browser = await freshBrowser();
      expect((await browser.json("DELETE", "/api/passkeys/nope")).status).toBe(404);
      expect((await browser.json("DELETE", "/api/sessions/nope")).status).toBe(404);
      expect(await clickDelete(browser, false)).toEqual({ state: { status: "confirm" } });
      expect((await browser.json("DELETE", "/api/sessions")).status).toBe(204);
      for (const thief of thieves) {
        expect((await thief.json("GET", "/api/sessions")).status).toBe(401);
      }
      await clickSignOutEverywhere(browser);
    },
  );
}

test("25: endless passkey requests with a copied cookie do not limit its owner's other browsers", async () => {
  await flood(await oldCopies(1), "GET", "/api/passkeys", 8);
  expect((await (await freshBrowser()).json("GET", "/api/passkeys")).status).toBe(200);
});
