import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { LINK_LIFETIME_MS, revokeOldBindingJobs } from "@/lib/accounts/binding-jobs";
import { inDatabase } from "@/lib/database/database";
import { bindingJobs, registrations } from "@/lib/database/schema";
import { getEnv, parseEnv } from "@/lib/env/env";
import { removeUnused } from "@/lib/operation/unused-registrations";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { whileOutboxIsDead } from "../support/in-process/dead-outbox.ts";
import {
  ago,
  allTasks,
  changeBindingJobs,
  emptyTables,
  runAllTasks,
  traces,
} from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";

const emulator = standInForTheCloud({ environment: { UNUSED_REGISTRATION_DAYS: "3" } });
const DAY = 24 * 60 * 60_000;
const ADA = "ada@example.com";

let browser: Browser;
let link: string;

beforeEach(async () => {
  await emptyTables();
  browser = new Browser(emulator);
  await browser.json("POST", "/api/register", { email: ADA });
  link = browser.newestLink(ADA);
});

const rows = () => inDatabase((db) => db.select().from(registrations));
const people = () => emulator.store.state.identities.map(({ traits }) => traits.username);

/** Makes the registration and its link `days` old. */
async function age(days: number): Promise<void> {
  const createdAt = ago(days * DAY + 1_000);
  await inDatabase((db) => db.update(registrations).set({ createdAt }));
  await changeBindingJobs({ createdAt: ago(LINK_LIFETIME_MS + 1_000) });
  await revokeOldBindingJobs();
  await runAllTasks();
}

/** Runs the hourly removal. @returns how many removals it queues. */
async function sweep(): Promise<number> {
  const queued = await removeUnused();
  await runAllTasks();
  return queued;
}

test("an unused registration is removed after the configured time", async () => {
  await age(2);
  expect(await sweep()).toBe(0);
  expect(people()).toEqual([ADA]);
  await age(3);
  const [id] = emulator.store.state.identities.map((identity) => identity.id);
  expect(await sweep()).toBe(1);
  expect(people()).toEqual([]);
  await runAllTasks();
  expect(Object.values(await traces(id ?? "")).filter((count) => count > 0)).toEqual([]);
});

test("a user who has signed in is never removed or looked up", async () => {
  await browser.bind(link);
  expect(await rows()).toHaveLength(1);
  await browser.signIn();
  expect(await rows()).toEqual([]);
  expect(await sweep()).toBe(0);
  expect(people()).toEqual([ADA]);
});

test.each(["ACTIVE", "REVOKED"] as const)(
  "an identity with an unused passkey (%s) is not removed",
  async (state) => {
    await browser.bind(link);
    for (const passkey of emulator.store.state.credentials) passkey.state = state;
    await age(30);
    expect(await sweep()).toBe(1);
    expect(people()).toEqual([ADA]);
    expect(await allTasks()).toEqual([]);
    if (state === "ACTIVE") expect((await browser.signIn()).pathname).toBe("/account");
  },
);

test.each([
  ["fails", { status: 503 }],
  ["is refused", { status: 403 }],
  ["is nonsense", { malformed: true }],
  ["gets no answer", { drop: true }],
])("an identity whose listing of passkeys %s is not removed", async (_, fault) => {
  await browser.bind(link);
  await age(30);
  emulator.faults.plant({ match: { method: "GET", path: "/credentials" }, ...fault });
  await sweep();
  expect(people()).toEqual([ADA]);
  emulator.faults.clear();
  await runAllTasks();
  expect(people()).toEqual([ADA]);
  expect((await browser.signIn()).pathname).toBe("/account");
});

test("a new link postpones the removal, and its user can create a passkey", async () => {
  await age(30);
  await browser.json("POST", "/api/register", { email: ADA });
  expect(await sweep()).toBe(0);
  await browser.bind(browser.newestLink(ADA));
  expect((await browser.signIn()).pathname).toBe("/account");
  expect(await sweep()).toBe(0);
  expect(people()).toEqual([ADA]);
});

test("a link requested during the removal belongs to the next identity", async () => {
  await age(30);
  const match = { method: "DELETE", path: "/identities/" };
  emulator.faults.plant({ match, status: 503 });
  await sweep();
  emulator.store.state.messages = [];
  await browser.json("POST", "/api/recover", { email: ADA });
  await browser.json("POST", "/api/register", { email: ADA });
  expect(browser.newestLink(ADA)).toBe("");
  emulator.faults.clear();
  await runAllTasks();
  await runAllTasks();
  // The recovery finds the identity, or runs before the registration has created it.
  const { messages, identities } = emulator.store.state;
  const linked = messages.map((mail) => /identities\/([^/]+)/.exec(mail.link ?? "")?.[1]);
  expect(new Set(linked)).toEqual(new Set(identities.map(({ id }) => id)));
  expect(identities).toHaveLength(1);
  await browser.bind(browser.newestLink(ADA));
  expect((await browser.signIn()).pathname).toBe("/account");
});

test("an old link creates no passkey for a removed identity", async () => {
  await age(30);
  await sweep();
  await expect(browser.bind(link)).rejects.toThrow();
  expect(emulator.store.state.credentials).toEqual([]);
});

test("a passkey created between the two checks stops the removal", async () => {
  const createdAt = ago(30 * DAY);
  await inDatabase((db) => db.update(registrations).set({ createdAt }));
  await changeBindingJobs({ createdAt: ago(LINK_LIFETIME_MS + 1_000) });
  emulator.faults.plant({ match: { path: ":revoke" }, status: 503 });
  await revokeOldBindingJobs();
  const removal = removeUnused();
  await browser.bind(link);
  await removal;
  emulator.faults.clear();
  await runAllTasks();
  await runAllTasks();
  expect(people()).toEqual([ADA]);
  expect((await browser.signIn()).pathname).toBe("/account");
});

test("a link still open in the cloud creates no passkey after the last check", async () => {
  await inDatabase((db) => db.update(registrations).set({ createdAt: ago(30 * DAY) }));
  await inDatabase((db) => db.delete(bindingJobs));
  const send = globalThis.fetch;
  const bound: string[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...parameters) => {
    const request = new Request(...parameters);
    if (request.method === "DELETE") {
      vi.mocked(globalThis.fetch).mockImplementation(send);
      bound.push(
        await browser.bind(link).then(
          () => "bound",
          () => "refused",
        ),
      );
    }
    return send(request);
  });
  expect(await sweep()).toBe(1);
  expect(bound).toEqual(["refused"]);
  expect(people()).toEqual([]);
});

test("a sign-in cancels a pending removal", async () => {
  await browser.bind(link);
  await whileOutboxIsDead(async () => {
    await inDatabase((db) => db.update(registrations).set({ createdAt: ago(30 * DAY) }));
    await changeBindingJobs({ createdAt: ago(LINK_LIFETIME_MS + 1_000) });
    await revokeOldBindingJobs();
    expect(await removeUnused()).toBe(1);
    await browser.signIn();
    expect((await allTasks()).map(({ kind }) => kind)).not.toContain("delete_unused_identity");
  });
  await runAllTasks();
  expect(people()).toEqual([ADA]);
});

test("without permission to delete, the identity stays and can register again", async () => {
  await age(30);
  emulator.faults.plant({ match: { method: "DELETE", path: "/identities/" }, status: 403 });
  await sweep();
  expect(await rows()).toHaveLength(1);
  expect((await rows()).every(({ createdAt }) => createdAt > ago(DAY))).toBe(true);
  await browser.json("POST", "/api/register", { email: ADA });
  await browser.bind(browser.newestLink(ADA));
  expect((await browser.signIn()).pathname).toBe("/account");
});

test("only one of several processes removes an identity", async () => {
  await age(30);
  const queued = await Promise.all(Array.from({ length: 5 }, () => removeUnused()));
  expect(queued.toSorted()).toEqual([0, 0, 0, 0, 1]);
  expect((await allTasks()).filter(({ kind }) => kind === "delete_unused_identity")).toHaveLength(
    1,
  );
  await runAllTasks();
  await settled();
  expect(people()).toEqual([]);
});

test("0 days disables the removal", async () => {
  await age(400);
  const env = getEnv();
  const { unusedRegistrationMs: before } = env;
  onTestFinished(() => void Object.assign(env, { unusedRegistrationMs: before }));
  env.unusedRegistrationMs = parseEnv({
    ...ENVIRONMENT,
    UNUSED_REGISTRATION_DAYS: "0",
  }).unusedRegistrationMs;
  expect(await sweep()).toBe(0);
  expect(people()).toEqual([ADA]);
  expect(parseEnv(ENVIRONMENT).unusedRegistrationMs).toBe(7 * DAY);
});
