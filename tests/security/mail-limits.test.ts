import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { rateLimits } from "@/lib/database/schema";
import { DEEP } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";

/** A tenth of every limit. */
const emulator = standInForTheCloud({
  keeps: true,
  environment: { RATE_LIMIT_MULTIPLIER: "0.1", TRUSTED_PROXIES: "0" },
});
const HASH = /^[0-9a-f]{12}$/;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let browser: Browser;
let clients = 0;

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  browser = new Browser(emulator);
});
beforeEach(() => void pass(2 * DAY_MS));
afterAll(() => void vi.useRealTimers());

/** @returns the address of a client without earlier requests. */
function newClient(): string {
  clients += 1;
  return `203.0.${Math.floor(clients / 250)}.${clients % 250}`;
}

function ask(email: string, client = newClient(), route = "register"): Promise<Response> {
  return browser.json("POST", `/api/${route}`, { email }, { "x-forwarded-for": client });
}

async function statuses(emails: string[], client?: () => string): Promise<number[]> {
  const answers = [];
  for (const email of emails) answers.push((await ask(email, client?.())).status);
  return answers;
}

const people = (count: number, domain: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `p${index}@${domain(index)}`);

async function untilRefused(emails: string[], stepMs: number): Promise<void> {
  for (const email of emails) {
    if ((await ask(email)).status === 429) return;
    pass(stepMs);
  }
  throw new Error("never refused");
}

test.each([
  ["with plus signs", ["eve+1@example.com", "eve+2@example.com", "eve+3@example.com"]],
  ["with dots at Gmail", ["e.ve@gmail.com", "ev.e@gmail.com", "eve@googlemail.com"]],
])("25: many clients cannot fill one mailbox with addresses %s", async (_, emails) => {
  const before = emulator.store.state.messages.length;
  expect(await statuses(emails)).toEqual([202, 202, 429]);
  expect(emulator.store.state.messages).toHaveLength(before + 2);
});

test("25: registering and recovering in turns, hour after hour, cannot fill one mailbox", async () => {
  const asked = [];
  for (let hour = 0; hour < 8; hour += 1) {
    for (const route of ["register", "recover", "register"]) {
      asked.push((await ask(`eve+${hour}@example.com`, newClient(), route)).status);
    }
    pass(61 * MINUTE_MS);
  }
  // Two in each of two hours, which is a day's, then one in an hour.
  expect(asked.filter((status) => status === 202)).toHaveLength(4 + 6);
});

/** A stranger uses up what may be mailed to a mailbox in a day. */
async function spendTheDayOf(email: string): Promise<void> {
  for (let hour = 0; hour < 2; hour += 1) {
    for (const route of ["recover", "register"]) await ask(email, newClient(), route);
    pass(61 * MINUTE_MS);
  }
}

test("25: a stranger who asks for links without end does not take recovery from a person for a day", async () => {
  const mails = () => emulator.store.state.messages.filter(({ to }) => to === "ada@example.com");
  await browser.join("ada@example.com");
  pass(2 * DAY_MS);
  await spendTheDayOf("ada@example.com");
  for (let hour = 0; hour < 6; hour += 1) {
    const before = mails().length;
    expect((await ask("ada@example.com", newClient(), "recover")).status).toBe(202);
    expect(mails()).toHaveLength(before + 1);
    const refused = await ask("ada@example.com", newClient(), "register");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(3_600);
    pass(61 * MINUTE_MS);
  }
});

test("25: many sessions of a user cannot fill their own mailbox", async () => {
  const owner = new Browser(emulator);
  await owner.join("grace@example.com");
  pass(2 * DAY_MS);
  const answers = [];
  for (let hour = 0; hour < 4; hour += 1) {
    await owner.signIn();
    const send = () => owner.json("POST", "/api/passkeys", { delivery: "email" });
    answers.push((await send()).status, (await send()).status);
    pass(61 * MINUTE_MS);
  }
  expect(answers).toEqual([202, 429, 202, 429, 429, 429, 429, 429]);
});

test("25: many clients cannot fill one company's mailboxes or lock out another company", async () => {
  const emails = people(61, () => "company.example");
  const answers = [];
  for (const email of emails) {
    answers.push((await ask(email)).status);
    pass(MINUTE_MS / 10);
  }
  expect(answers.filter((status) => status === 202)).toHaveLength(60);
  expect(answers.at(-1)).toBe(429);
  pass(MINUTE_MS);
  expect((await ask("ada@other.example")).status).toBe(202);
});

test("25: users of a public mail provider share no limit", DEEP, async () => {
  const answers = [];
  for (const email of people(61, () => "gmail.com")) {
    answers.push((await ask(email)).status);
    pass(MINUTE_MS / 10);
  }
  expect(answers.every((status) => status === 202)).toBe(true);
});

test("25: mails per minute are limited over all clients and domains, and logged", async () => {
  const log = vi.spyOn(console, "info");
  const answers = await statuses(people(20, (index) => `d${index}.example`));
  expect(answers.filter((status) => status === 202)).toHaveLength(12);
  const alarms = log.mock.calls.filter(([line]) => String(line).includes("mail_ceiling_reached"));
  expect(alarms).toHaveLength(1);
  const refused = await ask("late@late.example");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  pass(MINUTE_MS);
  expect((await ask("late@late.example")).status).toBe(202);
});

test("25: a whole IPv6 site counts as a few clients, not as 65,536", async () => {
  const start = async (client: string) => {
    const headers = { "x-forwarded-for": client };
    return (await browser.send("POST", "/api/auth/signin/beyondidentity", { headers, body: "" }))
      .status;
  };
  const answers = [];
  for (let network = 1; network <= 30; network += 1) {
    answers.push(await start(`2001:db8:7:${network.toString(16)}::1`));
  }
  expect(answers.filter((status) => status !== 429)).toHaveLength(4 * 6);
  expect(await start("2001:db8:8::1")).not.toBe(429);
});

test("25: refusals write no rows, and the log names the client by a keyed hash once", async () => {
  const client = newClient();
  const log = vi.spyOn(console, "info");
  const refusals = () => log.mock.calls.flat().filter((line) => line.includes("rate_limited"));
  await statuses(
    people(3, () => "gmail.com"),
    () => client,
  );
  const before = await inDatabase((db) => db.select().from(rateLimits));
  const answers = await statuses(
    people(50, () => "gmail.com"),
    () => client,
  );
  expect(new Set(answers)).toEqual(new Set([429]));
  expect(await inDatabase((db) => db.select().from(rateLimits))).toEqual(before);
  expect(refusals()).toHaveLength(1);
  expect(JSON.parse(refusals()[0] ?? "")).toMatchObject({ client: expect.stringMatching(HASH) });
  expect(refusals()[0]).not.toContain(client);
  expect(JSON.stringify(before)).not.toContain(client);
});

for (const [whom, spend, options] of [
  ["mailbox", () => spendTheDayOf("owner@company.example"), {}],
  [
    "company",
    () =>
      untilRefused(
        people(80, () => "company.example"),
        MINUTE_MS / 10,
      ),
    DEEP,
  ],
  [
    "server",
    () =>
      untilRefused(
        people(20, (index) => `s${index}.example`),
        0,
      ),
    {},
  ],
] as const) {
  test(
    `25: strangers who ask for all that may be mailed for a ${whom} leave their signed-in owner's mail alone`,
    options,
    async () => {
      const owner = new Browser(emulator);
      await owner.join("owner@company.example");
      pass(2 * DAY_MS);
      await spend();
      await owner.signIn();
      const answer = await owner.json("POST", "/api/passkeys", { delivery: "email" });
      expect(answer.status).toBe(202);
    },
  );
}
