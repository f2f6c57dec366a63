import { beforeAll, beforeEach, expect, test } from "vitest";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud({ keeps: true });
const TOKEN = { method: "POST", path: "/token" };

let browser: Browser;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(() => browser.forgetCookies());

const identityId = () => emulator.store.state.identities[0]?.id;
const discoveries = () =>
  emulator.journal.entries().filter(({ path }) => path.endsWith("/openid-configuration")).length;

test("a passkey signs its owner in", async () => {
  expect((await browser.signIn()).pathname).toBe("/account");
  expect(await browser.session()).toMatchObject({
    issuer: ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY,
    user: { id: identityId(), email: "ada@example.com", name: "ada@example.com" },
  });
});

test("1: each authorization request carries new PKCE S256, state and nonce", async () => {
  const [first, second] = [await browser.start(), await browser.start()];
  expect(first.searchParams.get("code_challenge_method")).toBe("S256");
  expect(first.searchParams.get("scope")).toBe("openid profile email");
  for (const name of ["code_challenge", "state", "nonce"]) {
    expect(first.searchParams.get(name)?.length).toBeGreaterThan(20);
    expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
  }
});

test("6: the account key survives sign-ins and a change of name and address", async () => {
  await browser.signIn();
  const [identity] = emulator.store.state.identities;
  if (identity) {
    identity.displayName = "Countess Lovelace";
    identity.traits.primary_email_address = "countess@example.com";
  }
  await browser.signIn();
  expect(await browser.session()).toMatchObject({
    user: { id: identityId(), email: "countess@example.com" },
  });
});

test("17: the session that the browser sees holds no token", async () => {
  await browser.signIn();
  expect(JSON.stringify(await browser.session())).not.toMatch(/eyJ|access|refresh|id_token/);
});

test.each([
  ["refuses the client", { status: 401 }, "cloud_response_invalid"],
  ["is busy", { status: 429 }, "cloud_rate_limited"],
  ["fails", { status: 500 }, "cloud_error"],
  ["talks nonsense", { malformed: true }, "cloud_response_invalid"],
  ["breaks the connection", { drop: true }, "cloud_unreachable"],
])(
  "a token endpoint that %s creates no session, and the error page says why",
  async (_, fault, code) => {
    emulator.faults.plant({ match: TOKEN, ...fault });
    const end = await browser.signIn();
    expect(`${end.pathname}${end.search}`).toBe(`/auth-error?error=${code}`);
    expect(browser.hasSession()).toBe(false);
  },
);

test("a malformed discovery document starts no sign-in and creates no session at the callback", async () => {
  const callback = await browser.answer(await browser.start());
  emulator.faults.plant({ match: { path: "/openid-configuration" }, malformed: true });
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect(browser.hasSession()).toBe(false);
  expect((await browser.start()).pathname).toBe("/auth-error");
});

test("a start and a callback each ask the issuer for its discovery document once, and keep none", async () => {
  for (let round = 0; round < 2; round += 1) {
    emulator.journal.clear();
    const authorization = await browser.start();
    expect(discoveries()).toBe(1);
    await browser.open(await browser.answer(authorization));
    expect(discoveries()).toBe(2);
  }
});

test("2: a callback with a wrong state creates no session", async () => {
  const callback = await browser.answer(await browser.start());
  callback.searchParams.set("state", "forged");
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect(browser.hasSession()).toBe(false);
});

test("2: a callback without a state creates no session", async () => {
  const callback = await browser.answer(await browser.start());
  callback.searchParams.delete("state");
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect(browser.hasSession()).toBe(false);
});

test("2: a callback in another browser creates no session there", async () => {
  const callback = await browser.answer(await browser.start());
  const victim = new Browser(emulator);
  expect((await victim.open(callback)).pathname).toBe("/auth-error");
  expect(victim.hasSession()).toBe(false);
});

test("2: a replayed callback creates no second session", async () => {
  const callback = await browser.answer(await browser.start());
  await browser.open(callback);
  const replay = await browser.open(callback);
  expect(replay.pathname).toBe("/auth-error");
});

test("2: a callback with another user's code creates no session", async () => {
  const attacker = new Browser(emulator);
  await attacker.join("mallory@example.com");
  const stolen = (await attacker.answer(await attacker.start())).searchParams.get("code") ?? "";
  const callback = await browser.answer(await browser.start());
  callback.searchParams.set("code", stolen);
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect(browser.hasSession()).toBe(false);
});
