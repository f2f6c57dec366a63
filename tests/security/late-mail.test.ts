import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { revokeOldBindingJobs } from "@/lib/accounts/binding-jobs";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { emptyTables, runAllTasks } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud();
const MINUTE = 60_000;
const CREATE_JOB = { method: "POST", path: "/credential-binding-jobs" };

let browser: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await emptyTables();
  browser = new Browser(emulator);
});
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const states = () => emulator.store.state.bindingJobs.map(({ state }) => state);
const askForLink = () => browser.json("POST", "/api/register", { email: "ada@example.com" });

async function tidyUp(): Promise<void> {
  await revokeOldBindingJobs();
  await runAllTasks();
}

test.each([
  ["failed", { status: 500 }],
  ["was away", { drop: true }],
  ["was busy", { status: 429 }],
])("20: a link mailed late because the cloud %s is valid for fifteen minutes", async (_, how) => {
  const fault = emulator.faults.plant({ match: CREATE_JOB, ...how });
  await askForLink();
  pass(14 * MINUTE);
  emulator.faults.remove(fault);
  await runAllTasks();
  expect(states()).toEqual(["LINK_SENT"]);
  pass(14 * MINUTE);
  await tidyUp();
  expect(states()).toEqual(["LINK_SENT"]);
  pass(2 * MINUTE);
  await tidyUp();
  expect(states()).toEqual(["REVOKED"]);
});

test("take-over: use a link after fifteen minutes that another server took up late", async () => {
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...parameters) => {
    const { method, url } = new Request(...parameters);
    const answer = await send(...parameters);
    const isJob = method === "POST" && url.endsWith("/credential-binding-jobs");
    if (isJob) throw new TypeError("the answer is lost");
    return answer;
  });
  await askForLink();
  vi.restoreAllMocks();
  expect(states()).toEqual(["LINK_SENT"]);
  pass(14 * MINUTE);
  await runAllTasks();
  expect(emulator.store.state.messages).toHaveLength(1);
  pass(2 * MINUTE);
  await tidyUp();
  expect(states()).toEqual(["REVOKED"]);
});
