import { beforeAll, beforeEach, expect, test } from "vitest";
import { FRESH_SIGN_IN_MS } from "@/lib/session-limits";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeSessions } from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({ keeps: true });
const state = () => emulator.store.state;

let browser: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.enter("ada@example.com");
  again = await checkpoint(emulator, browser);
});
beforeEach(() => again());

type Passkey = { id: string; kind: string; active: boolean; createdAt: string };

async function passkeysOf(who: Browser): Promise<Passkey[]> {
  const response = await who.json("GET", "/api/passkeys");
  return ((await response.json()) as { passkeys: Passkey[] }).passkeys;
}

const revoke = (who: Browser, id: string | undefined) => who.json("DELETE", `/api/passkeys/${id}`);

test("the list shows only kind, state and age of each passkey", async () => {
  const [passkey] = await passkeysOf(browser);
  expect(passkey).toEqual({
    id: state().credentials[0]?.id,
    kind: "software",
    active: true,
    createdAt: expect.stringMatching(/^\d{4}-/),
  });
});

test("a revoked passkey signs no user in", async () => {
  const elsewhere = browser.elsewhere();
  const [passkey] = await passkeysOf(browser);
  expect((await revoke(browser, passkey?.id)).status).toBe(204);
  expect(state().credentials[0]?.state).toBe("REVOKED");
  expect(await passkeysOf(browser)).toMatchObject([{ active: false }]);
  await expect(elsewhere.signIn()).rejects.toThrow();
});

test("23: removing a passkey requires a fresh sign-in", async () => {
  const [passkey] = await passkeysOf(browser);
  await changeSessions({ createdAt: ago(FRESH_SIGN_IN_MS + 1_000) });
  const refused = await revoke(browser, passkey?.id);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "fresh_sign_in_required" });
  expect(state().credentials[0]?.state).toBe("ACTIVE");
});

test.each(["email", "here"])(
  "23: adding a passkey (%s) requires a fresh sign-in",
  async (delivery) => {
    await changeSessions({ createdAt: ago(FRESH_SIGN_IN_MS + 1_000) });
    const jobs = state().bindingJobs.length;
    const refused = await browser.json("POST", "/api/passkeys", { delivery });
    expect(refused.status).toBe(403);
    expect(await refused.text()).not.toContain("token=");
    expect(state().bindingJobs).toHaveLength(jobs);
  },
);

test("23: the last passkey cannot be revoked without an address for recovery", async () => {
  const [identity] = state().identities;
  if (identity) delete identity.traits.primary_email_address;
  const [passkey] = await passkeysOf(browser);
  const refused = await revoke(browser, passkey?.id);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "last_passkey" });
  expect(state().credentials[0]?.state).toBe("ACTIVE");
});

test("23: a passkey that is not the last can be revoked without an address", async () => {
  const { link } = await (await browser.json("POST", "/api/passkeys", { delivery: "here" })).json();
  await browser.elsewhere().bind(link);
  const [identity] = state().identities;
  if (identity) delete identity.traits.primary_email_address;
  const [newest] = await passkeysOf(browser);
  expect((await revoke(browser, newest?.id)).status).toBe(204);
});

test("23: changes to passkeys are in the user's history", async () => {
  const { listEvents } = await import("@/lib/audit/audit");
  const [passkey] = await passkeysOf(browser);
  await revoke(browser, passkey?.id);
  const [identity] = state().identities;
  const { BEYOND_IDENTITY_DISCOVERY: issuer = "" } = process.env;
  const events = await listEvents({ issuer, identityId: identity?.id ?? "" });
  expect(events.map(({ type }) => type)).toContain("passkey_revoked");
});

test("20: a binding link goes only to its owner, after a fresh sign-in", async () => {
  const stranger = new Browser(emulator);
  const refused = await stranger.json("POST", "/api/passkeys", { delivery: "here" });
  expect(refused.status).toBe(401);
  expect(await refused.text()).not.toContain("token=");

  const granted = await browser.json("POST", "/api/passkeys", { delivery: "here" });
  expect(granted.status).toBe(201);
  const { link } = await granted.json();
  expect(new URL(link).pathname).toContain(`/identities/${state().identities[0]?.id}/`);
});

test("20: a link for another device goes by mail and revokes earlier links", async () => {
  const first = await browser.json("POST", "/api/passkeys", { delivery: "email" });
  await browser.json("POST", "/api/passkeys", { delivery: "email" });
  expect(first.status).toBe(202);
  expect(await first.text()).toBe('{"status":"accepted"}');
  const open = state().bindingJobs.filter((job) => job.state === "LINK_SENT");
  expect(open).toHaveLength(1);
});

test("20: revoking a passkey revokes every open link", async () => {
  await browser.elsewhere().json("POST", "/api/recover", { email: "ada@example.com" });
  await browser.json("POST", "/api/passkeys", { delivery: "here" });
  const [passkey] = await passkeysOf(browser);
  expect((await revoke(browser, passkey?.id)).status).toBe(204);
  expect(state().bindingJobs.filter((job) => job.state.startsWith("LINK_"))).toEqual([]);
});

test("a link that cannot be mailed is refused", async () => {
  const [identity] = state().identities;
  if (identity) delete identity.traits.primary_email_address;
  const answer = await browser.json("POST", "/api/passkeys", { delivery: "email" });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "no_address" });
});

test.each(["GET", "POST"])("%s /api/passkeys refuses signed-out requests", async (method) => {
  const body = method === "POST" ? {} : undefined;
  const response = await new Browser(emulator).json(method, "/api/passkeys", body);
  expect(response.status).toBe(401);
});

test("another user's passkey is answered like one that does not exist", async () => {
  const stranger = new Browser(emulator);
  await stranger.enter("mallory@example.com");
  const [passkey] = await passkeysOf(browser);
  const theirs = await revoke(stranger, passkey?.id);
  const none = await revoke(stranger, "0123456789abcdef");
  expect(theirs.status).toBe(404);
  expect(await theirs.text()).toBe(await none.text());
  expect(state().credentials.find(({ id }) => id === passkey?.id)?.state).toBe("ACTIVE");
});

test("revoking a revoked passkey succeeds", async () => {
  const [passkey] = await passkeysOf(browser);
  await revoke(browser, passkey?.id);
  expect((await revoke(browser, passkey?.id)).status).toBe(204);
});

test.each([
  ["fails", { status: 500 }, 502],
  ["never answers", { drop: true }, 503],
])("a cloud that %s while revoking causes an error and no change", async (_, fault, status) => {
  const elsewhere = browser.elsewhere();
  await elsewhere.signIn();
  const [passkey] = await passkeysOf(browser);
  emulator.faults.plant({ match: { path: ":revoke" }, ...fault });
  expect((await revoke(browser, passkey?.id)).status).toBe(status);
  expect((await elsewhere.json("GET", "/api/sessions")).status).toBe(200);
  emulator.faults.clear();
  expect((await revoke(browser, passkey?.id)).status).toBe(204);
});

test("an unknown delivery is refused", async () => {
  const response = await browser.json("POST", "/api/passkeys", { delivery: "pigeon" });
  expect(response.status).toBe(400);
});
