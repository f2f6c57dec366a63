import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Account, accountOfRequest } from "@/lib/auth/current-account";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { recentPasskeys } from "@/lib/use-cases/recent-passkeys";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud({ keeps: true });
/** Longer than a page may keep a list. */
const LATER_MS = 6_000;

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  again = await checkpoint(emulator, browser);
});
beforeEach(async () => {
  await again();
  // No list is kept for a new session.
  await browser.signIn();
  emulator.journal.clear();
});
afterEach(() => void vi.useRealTimers());

async function accountOf(who: Browser): Promise<Account> {
  const account = await accountOfRequest(new Headers({ cookie: who.cookieLine() }));
  if (!account) throw new Error("not signed in");
  return account;
}

/** @returns what the account page shows. */
async function shownTo(who: Browser) {
  return (await recentPasskeys(await accountOf(who))).shown;
}

/** @returns the passkeys as the cloud lists them now. */
async function passkeysNow(who: Browser): Promise<unknown> {
  return (await (await who.json("GET", "/api/passkeys")).json()).passkeys;
}

const lists = () =>
  emulator.journal
    .entries()
    .filter(({ method, path }) => method === "GET" && path.includes("/credentials?")).length;

const activeIds = () =>
  emulator.store.state.credentials.flatMap(({ id, state }) => (state === "ACTIVE" ? [id] : []));

const revoke = (who: Browser, id: string | undefined) => who.json("DELETE", `/api/passkeys/${id}`);

test("views within seconds, also at once, ask the cloud once", async () => {
  await Promise.all([shownTo(browser), shownTo(browser)]);
  expect(await shownTo(browser)).toMatchObject([{ id: activeIds()[0], active: true }]);
  expect(lists()).toBe(1);
});

test("what the console revokes is shown within seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  expect(await shownTo(browser)).toMatchObject([{ active: true }]);
  const [credential] = emulator.store.state.credentials;
  if (credential) credential.state = "REVOKED";
  vi.advanceTimersByTime(LATER_MS);
  expect(await shownTo(browser)).toEqual({ failure: "session_ended" });
});

test("a revoked passkey is never shown as active to the user who revoked it", async () => {
  const [id] = activeIds();
  expect(await shownTo(browser)).toMatchObject([{ id, active: true }]);
  expect((await revoke(browser, id)).status).toBe(204);
  expect(await shownTo(browser)).toMatchObject([{ id, active: false }]);
});

test("a list that was on its way during a revocation is neither shown afterwards nor believed", async () => {
  const [id] = activeIds();
  const { listPasskeys } = managementApi();
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  vi.spyOn(managementApi(), "listPasskeys").mockImplementationOnce(async (identityId) => {
    const listed = await listPasskeys(identityId);
    await held;
    return listed;
  });
  const early = shownTo(browser);
  await vi.waitFor(() => expect(lists()).toBe(1), { interval: 1 });
  expect((await revoke(browser, id)).status).toBe(204);
  expect(await shownTo(browser)).toMatchObject([{ id, active: false }]);
  arrive();
  expect(await early).toMatchObject([{ id, active: true }]);
  expect(await shownTo(browser)).toMatchObject([{ id, active: false }]);
  expect(await passkeysNow(browser)).toMatchObject([{ id, active: false }]);
  expect(await browser.session()).not.toBeNull();
});

test("a list from before a passkey was made does not end the session as if it were lost", async () => {
  const before = await managementApi().listPasskeys((await accountOf(browser)).identityId);
  const { link } = await (await browser.json("POST", "/api/passkeys", { delivery: "here" })).json();
  vi.spyOn(managementApi(), "listPasskeys").mockImplementationOnce(async () => {
    await browser.elsewhere().bind(link);
    await browser.json("GET", "/api/passkeys");
    return before;
  });
  expect(await shownTo(browser)).toHaveLength(1);
  expect(await shownTo(browser)).toHaveLength(2);
  expect(await browser.session()).not.toBeNull();
});

test("one user's passkeys are never shown to another", async () => {
  const other = new Browser(emulator);
  await other.enter("mallory@example.com");
  const [ofBrowser, ofOther] = await Promise.all([shownTo(browser), shownTo(other)]);
  const [first, second] = activeIds();
  expect(ofBrowser).toMatchObject([{ id: first }]);
  expect(ofOther).toMatchObject([{ id: second }]);
  expect([await shownTo(browser), await shownTo(other)]).toEqual([ofBrowser, ofOther]);
});

test("a failed read is not kept", async () => {
  emulator.faults.plant({ match: { method: "GET", path: "/credentials" }, status: 401 });
  expect(await shownTo(browser)).toEqual({ failure: "cloud_unauthorized" });
  emulator.faults.clear();
  expect(await shownTo(browser)).toMatchObject([{ active: true }]);
});
