import { HttpResponse, http } from "msw";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { submitAccountForm } from "@/lib/handlers/submit-account-form";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { requestHeaders } from "../support/in-process/scope.ts";

const BACKEND = "https://backend.example";

let backendCalls = 0;

/** A tenth of every limit. */
const emulator = standInForTheCloud({
  keeps: true,
  environment: { RATE_LIMIT_MULTIPLIER: "0.1", BACKEND_URL: BACKEND },
  others: [
    http.all(`${BACKEND}/*`, () => {
      backendCalls += 1;
      return HttpResponse.json({});
    }),
  ],
});
const MINUTE_MS = 60_000;

let eve: Browser;
let ada: Browser;

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  eve = new Browser(emulator);
  ada = new Browser(emulator);
  await eve.enter("eve@example.com");
  await ada.enter("ada@example.com");
});
beforeEach(() => {
  pass(61 * MINUTE_MS);
  emulator.journal.clear();
  backendCalls = 0;
});
afterAll(() => void vi.useRealTimers());

async function statuses(count: number, attempt: () => Promise<Response>): Promise<number[]> {
  const answers = [];
  for (let index = 0; index < count; index += 1) answers.push((await attempt()).status);
  return answers;
}

const managementCalls = () =>
  emulator.journal.entries().filter(({ path }) => path.includes("/credentials")).length;

test.each([
  ["GET", "/api/passkeys", 200, 3],
  ["DELETE", "/api/passkeys/nope", 404, 1],
] as const)(
  "25: a signed-in stranger's %s %s does not use up the cloud's quota",
  async (method, path, usual, most) => {
    await eve.signIn();
    emulator.journal.clear();
    const answers = await statuses(20, () => eve.json(method, path));
    expect(answers).toEqual([...Array(most).fill(usual), ...Array(20 - most).fill(429)]);
    expect(managementCalls()).toBe(most);
    const refused = await eve.json(method, path);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ada.json("GET", "/api/passkeys")).status).toBe(200);
  },
);

test("25: a signed-in stranger with many sessions does not use up the cloud's quota either", async () => {
  const browsers = [];
  for (let count = 0; count < 3; count += 1) {
    const browser = eve.elsewhere();
    await browser.signIn();
    browsers.push(browser);
  }
  emulator.journal.clear();
  for (const browser of browsers) {
    await statuses(10, () => browser.json("GET", "/api/passkeys"));
    await statuses(10, () => browser.json("DELETE", "/api/passkeys/nope"));
  }
  expect(managementCalls()).toBe(5 + 2);
});

test("25: a signed-in stranger who comes back every minute is stopped within the hour", async () => {
  const answers = [];
  for (let minute = 0; minute < 10; minute += 1) {
    answers.push(...(await statuses(7, () => eve.json("GET", "/api/passkeys"))));
    pass(MINUTE_MS);
  }
  expect(answers.filter((status) => status === 200)).toHaveLength(12);
});

test("25: a signed-in stranger's requests to the backend are limited", async () => {
  await eve.signIn();
  const answers = await statuses(28, () => eve.json("GET", "/api/backend/notes"));
  expect(answers).toEqual([...Array(24).fill(200), ...Array(4).fill(429)]);
  expect(backendCalls).toBe(24);
});

test.each(["/api/sessions", "/api/backend/notes"])(
  "25: a signed-in stranger's limit on %s lasts a minute and affects no other user",
  async (path) => {
    const answers = await statuses(40, () => eve.json("GET", path));
    expect(answers.at(-1)).toBe(429);
    expect((await ada.json("GET", "/api/sessions")).status).toBe(200);
    pass(MINUTE_MS);
    expect((await eve.json("GET", "/api/sessions")).status).toBe(200);
  },
);

test("25: a signed-in stranger's form submissions are limited", async () => {
  const headers = new Headers({ cookie: eve.cookieLine() });
  const send = () =>
    requestHeaders.run(headers, () => submitAccountForm(async () => ({ status: "done" })));
  for (let count = 0; count < 30; count += 1) expect(await send()).toEqual({ status: "done" });
  expect(await send()).toEqual({ status: "failed", code: "rate_limited" });
});

test("25: a signed-out request gets a 401 and uses up no limit", async () => {
  const stranger = new Browser(emulator);
  const answers = await statuses(40, () => stranger.json("GET", "/api/sessions"));
  expect(new Set(answers)).toEqual(new Set([401]));
});
