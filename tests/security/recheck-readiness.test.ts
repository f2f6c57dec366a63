import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { GET } from "@/app/api/ready/route";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import type { Fault } from "../../mocks/cloud/faults.ts";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeSessions } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({ keeps: true });
const PATH = "/identities/";
const lines: string[] = [];

let browser: Browser;
let other: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  other = browser.elsewhere();
  await other.signIn();
  again = await checkpoint(emulator, browser, other);
});
beforeEach(async () => {
  await again();
  await checkAll();
  lines.length = 0;
  vi.spyOn(console, "info").mockImplementation((line: string) => void lines.push(line));
});

/** Checks the sessions of both users. */
async function checkAll(): Promise<void> {
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  for (const who of [browser, other, browser]) await who.json("GET", "/api/sessions");
}

const ready = () => GET(new Request(`${APP_ORIGIN}/api/ready`));
const logged = (event: string) => lines.filter((line) => line.includes(`"event":"${event}"`));

const REFUSALS: [string, Partial<Fault>, string][] = [
  ["refuses the app's token", { status: 401 }, "cloud_unauthorized"],
  ["forbids the request", { status: 403 }, "cloud_unauthorized"],
  ["answers with nonsense", { malformed: true }, "cloud_response_invalid"],
];

test.each(REFUSALS)(
  "14: a cloud that %s is logged once and makes the server not ready",
  async (_, fault, code) => {
    emulator.faults.plant({ match: { method: "GET", path: PATH }, ...fault });
    await checkAll();
    await checkAll();
    expect(logged("recheck_failed")).toHaveLength(1);
    expect(logged("recheck_failed")[0]).toContain(`"reason":"${code}"`);
    const answer = await ready();
    expect(answer.status).toBe(502);
    const problem: Record<string, unknown> = await answer.json();
    expect(problem).toMatchObject({ code });
    expect(Object.keys(problem).sort()).toEqual(["code", "status", "title", "type"]);
    emulator.faults.clear();
    await checkAll();
    expect((await ready()).status).toBe(200);
    expect(logged("recheck_recovered")).toHaveLength(1);
  },
);

test("14: a cloud that refuses again after recovering is logged again", async () => {
  for (let count = 0; count < 2; count += 1) {
    emulator.faults.plant({ match: { method: "GET", path: PATH }, status: 403 });
    await checkAll();
    emulator.faults.clear();
    await checkAll();
  }
  expect(logged("recheck_failed")).toHaveLength(2);
});

test("14: a server that is not ready recovers by its own checks of the cloud", async () => {
  emulator.faults.plant({ match: { method: "GET", path: PATH }, status: 403 });
  await checkAll();
  expect((await ready()).status).toBe(502);
  emulator.faults.clear();
  emulator.journal.clear();
  expect((await ready()).status).toBe(502);
  expect(emulator.journal.entries().filter(({ path }) => path.includes(PATH))).toEqual([]);
  const later = Date.now() + 11_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  expect((await ready()).status).toBe(200);
});

test.each<[string, string, Partial<Fault>]>([
  ["forbids the request", PATH, { status: 403 }],
  ["knows the user and not their passkeys", "/credentials", { status: 404 }],
])("14: a server whose cloud still %s at its own check stays not ready", async (...given) => {
  const [, path, fault] = given;
  emulator.faults.plant({ match: { method: "GET", path }, ...fault });
  await checkAll();
  const later = Date.now() + 11_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  expect((await ready()).status).toBe(502);
});

test("14: a server is ready again when the only affected user was deleted", async () => {
  emulator.faults.plant({ match: { method: "GET", path: PATH }, status: 403 });
  await checkAll();
  emulator.faults.clear();
  emulator.store.state.identities = [];
  const later = Date.now() + 11_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  expect((await ready()).status).toBe(200);
});
