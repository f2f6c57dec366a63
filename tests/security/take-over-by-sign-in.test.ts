import { beforeAll, beforeEach, expect, test } from "vitest";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ATTACKER, Scene } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });
const TOKEN = { method: "POST", path: "/token" };

let scene: Scene;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(() => scene.again());

test("take-over: redeem the victim's code in the attacker's browser", async () => {
  const callback = await scene.victim.answer(await scene.victim.start());
  const thief = new Browser(emulator);
  expect((await thief.open(callback)).pathname).toBe("/auth-error");
  await scene.expectUnharmed(thief);
});

test("take-over: put the victim's code into the attacker's sign-in", async () => {
  const stolen = await scene.victim.answer(await scene.victim.start());
  const own = await scene.attacker.answer(await scene.attacker.start());
  own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
  expect((await scene.attacker.open(own)).pathname).toBe("/auth-error");
  await scene.expectUnharmed();
});

test("take-over: redeem a code that the victim has already redeemed", async () => {
  const callback = await scene.victim.answer(await scene.victim.start());
  await scene.victim.open(callback);
  const own = await scene.attacker.start();
  const forged = await scene.attacker.answer(own);
  forged.searchParams.set("code", callback.searchParams.get("code") ?? "");
  expect((await scene.attacker.open(forged)).pathname).toBe("/auth-error");
  await scene.expectUnharmed();
});

test("2: take-over: sign the victim in as the attacker with a callback of the attacker's", async () => {
  const before = await scene.victim.session();
  const callback = await scene.attacker.answer(await scene.attacker.start());
  await scene.victim.open(callback);
  expect(await scene.victim.session()).toMatchObject({
    user: (before as { user: object }).user,
  });
  await scene.expectUnharmed();
});

test.each(["tampered_payload", "foreign_key", "junk_signature", "alg_none", "hs256"])(
  "take-over: forge the provider's id token to name the victim (%s)",
  async (misbehave) => {
    emulator.faults.plant({ match: TOKEN, misbehave });
    expect((await scene.attacker.signIn()).pathname).toBe("/auth-error");
    emulator.faults.clear();
    await scene.expectUnharmed();
  },
);

test("take-over: answer the victim's sign-in with the attacker's passkey", async () => {
  const started = await fetch(await scene.victim.start(), { redirect: "manual" });
  const link = await scene.attacker.json("POST", "/api/passkeys", { delivery: "here" });
  const passkey = await scene.tools.bind((await link.json()).link);
  const address = started.headers.get("location") ?? "";
  const callback = new URL(await scene.tools.authenticate(address, passkey));

  expect((await scene.attacker.open(callback)).pathname).toBe("/auth-error");
  const { searchParams: own } = await scene.attacker.start();
  const mixed = new URL(callback);
  mixed.searchParams.set("state", own.get("state") ?? "");
  expect((await scene.attacker.open(mixed)).pathname).toBe("/auth-error");
  const elsewhere = scene.victim.elsewhere();
  expect((await elsewhere.open(callback)).pathname).toBe("/auth-error");
  expect(await elsewhere.session()).toBeNull();

  // The browser that began the sign-in gets the account of the passkey that answered, under its own name.
  expect((await scene.victim.open(callback)).pathname).toBe("/account");
  expect(await scene.victim.session()).toMatchObject({
    user: { id: scene.attackerId, name: ATTACKER, email: ATTACKER },
  });
  await scene.expectUnharmed();
});

test("take-over: name the victim in an assertion of the attacker's passkey", async () => {
  const link = await scene.attacker.json("POST", "/api/passkeys", { delivery: "here" });
  const passkey = await scene.tools.bind((await link.json()).link);
  const started = await fetch(await scene.attacker.start(), { redirect: "manual" });
  const sub = passkey.subject.replace(scene.attackerId, scene.victimId);
  const answer = await scene.tools.tryAnswer(started.headers.get("location") ?? "", passkey, {
    claims: { sub },
  });
  expect(answer.ok).toBe(false);
  await scene.expectUnharmed();
});
