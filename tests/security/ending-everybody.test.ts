import { beforeEach, expect, test } from "vitest";
import { endSessionsOf } from "@/lib/use-cases/end-sessions-of";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { allSessions, allTasks, emptyTables, runAllTasks } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud();
const IDENTITIES = { path: "/identities" };
const TOKEN = { method: "POST", path: "/token" };

let mallory: Browser;

/** A user with a passkey in the cloud and no row in the database. */
beforeEach(async () => {
  mallory = new Browser(emulator);
  await mallory.join("mallory@example.com");
  await emptyTables();
});

const mails = () => emulator.store.state.messages.length;

test("14: ending all sessions stops a user's sign-in under way, even without a row", async () => {
  const callback = await mallory.answer(await mallory.start());
  expect(await endSessionsOf("everybody")).toMatchObject({ accounts: 0, sessions: 0 });
  const { pathname, search } = await mallory.open(callback);
  expect(`${pathname}${search}`).toBe("/auth-error?error=sign_in_interrupted");
  expect(mallory.hasSession()).toBe(false);
  expect(await allSessions()).toEqual([]);
});

test("14: ending all sessions stops a user's callback under way, even without a row", async () => {
  const callback = await mallory.answer(await mallory.start());
  emulator.faults.plant({ match: TOKEN, delay_ms: 500, times: 1 });
  const end = mallory.open(callback);
  await endSessionsOf("everybody");
  expect((await end).pathname).toBe("/auth-error");
  expect(await allSessions()).toEqual([]);
});

test.each(["register", "recover"])(
  "20: a link requested (%s) before all sessions end is not mailed later, even without a row",
  async (route) => {
    const fault = emulator.faults.plant({ match: IDENTITIES, status: 500 });
    await mallory.json("POST", `/api/${route}`, { email: "mallory@example.com" });
    emulator.faults.remove(fault);
    const before = mails();
    expect(await endSessionsOf("everybody")).toMatchObject({ accounts: 0 });
    await runAllTasks();
    expect(await allTasks()).toEqual([]);
    expect(mails()).toBe(before);
  },
);

test("after all sessions were ended, a user can sign in and get a link", async () => {
  await endSessionsOf("everybody");
  expect((await mallory.signIn()).pathname).toBe("/account");
  const before = mails();
  await mallory.json("POST", "/api/recover", { email: "mallory@example.com" });
  expect(mails()).toBe(before + 1);
});
