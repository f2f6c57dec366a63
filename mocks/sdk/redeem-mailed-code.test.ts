import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { createMailDevice } from "../../tests/support/mail-device.ts";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { hashToken } from "../cloud/store.ts";

const ADA = "ada@example.com";

async function mailed(email = ADA) {
  const world = createDeviceWorld();
  const resume = await world.mail.initiate(await world.signIn(), email);
  const code = world.mailedCode();
  return { ...world, resume, code, wrong: code === "000000" ? "000001" : "000000" };
}

test("the right code signs in, with a code and a token that the store keeps as hashes", async () => {
  const { mail, resume, code, identity, emulator } = await mailed();
  const allowed = await mail.redeem(resume, code);
  const { state } = emulator.store;
  expect(state.authorizationCodes).toMatchObject([
    {
      codeHash: hashToken(allowed.code),
      identityId: identity.id,
      oidcNonce: "nonce-of-the-client",
    },
  ]);
  expect(state.authorizationCodes[0]?.credentialId).toBeUndefined();
  expect(allowed.passkey_binding_token).toMatch(/^[\w-]{64}$/);
  expect(JSON.stringify(state)).not.toContain(allowed.passkey_binding_token);
  expect(emulator.issued.entries()).toContainEqual({
    kind: "passkey_binding_token",
    value: allowed.passkey_binding_token,
  });
  expect(state.identities).toHaveLength(1);
});

test("the right code for a new address creates an identity", async () => {
  const { mail, resume, code, emulator } = await mailed("Grace@Example.com");
  await mail.redeem(resume, code);
  expect(emulator.store.state.identities.at(-1)).toMatchObject({
    status: "active",
    traits: { username: "grace@example.com", primary_email_address: "grace@example.com" },
  });
});

test("an address in capital letters belongs to the same person", async () => {
  const { mail, resume, code, identity, emulator } = await mailed("ADA@Example.COM");
  await mail.redeem({ ...resume, email: "Ada@example.com" }, code);
  expect(emulator.store.state.identities).toEqual([identity]);
  expect(emulator.store.state.authorizationCodes[0]?.identityId).toBe(identity.id);
});

test("after a wrong code the code is requested again, with a new challenge", async () => {
  const { mail, resume, code, wrong, outcome, emulator } = await mailed();
  const response = await mail.tryRedeem(resume, wrong);
  expect(await outcome(response)).toBe("200 the code is wrong");
  const { nonce } = await response.json();
  expect(nonce).not.toBe(resume.nonce);
  expect(emulator.store.state.authorizationCodes).toEqual([]);
  await expect(mail.redeem({ ...resume, nonce }, code)).resolves.toMatchObject({ type: "allow" });
});

test("the third wrong code ends the sign-in", async () => {
  const { mail, resume, code, wrong, outcome, emulator } = await mailed();
  const third = await mail.miss(await mail.miss(resume, wrong), wrong);
  const response = await mail.tryRedeem(third, wrong);
  expect(await outcome(response)).toBe("200 a wrong code was entered three times");
  expect(await response.json()).toMatchObject({ type: "deny" });
  expect(await outcome(mail.tryRedeem(third, code))).toContain("409 bi_non");
  expect(emulator.store.state.authorizationCodes).toEqual([]);
});

test("requesting another code gives no further tries", async () => {
  const { mail, signIn } = createDeviceWorld();
  const address = await signIn();
  let again = await mail.initiate(address, ADA);
  again = await mail.miss(await mail.miss(again, "no code"), "no code");
  again = await mail.initiate(address, ADA, { claims: { bi_non: again.nonce } });
  expect(await (await mail.tryRedeem(again, "no code")).json()).toMatchObject({ type: "deny" });
});

test("the code of one transaction is refused in another", async () => {
  const { mail, code, signIn, outcome, mailedCode } = await mailed();
  let other = await mail.initiate(await signIn(), ADA);
  if (mailedCode() === code) other = await mail.initiate(await signIn(), ADA);
  expect(await outcome(mail.tryRedeem(other, code))).toBe("200 the code is wrong");
});

test("a code works once", async () => {
  const { mail, resume, code, outcome, emulator } = await mailed();
  await mail.redeem(resume, code);
  expect(await outcome(mail.tryRedeem(resume, code))).toContain("409 bi_non");
  expect(emulator.store.state.authorizationCodes).toHaveLength(1);
});

test("exactly one of two simultaneous redemptions of one code succeeds", async () => {
  const { mail, resume, code } = await mailed();
  const answers = await Promise.all([mail.tryRedeem(resume, code), mail.tryRedeem(resume, code)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("a code is valid only for the address that it was mailed to", async () => {
  const { mail, resume, code, outcome } = await mailed();
  expect(await outcome(mail.tryRedeem({ ...resume, email: "bob@example.com" }, code))).toBe(
    "403 the code was sent to another email address",
  );
});

test("a code cannot be redeemed before one was requested", async () => {
  const { mail, resume, signIn, outcome, emulator } = await mailed();
  await signIn();
  const { id, nonce = "", correlationId } = emulator.store.state.transactions.at(-1) ?? {};
  const claims = { bi_tid: id, bi_non: nonce };
  expect(
    await outcome(mail.tryRedeem(resume, "000000", { claims, correlationId: `${correlationId}` })),
  ).toBe("409 this sign-in has not requested a one-time password");
});

test("a code works for 10 minutes by the emulator's clock", async () => {
  const early = await mailed();
  early.emulator.clock.advance(570);
  await expect(early.mail.redeem(early.resume, early.code)).resolves.toMatchObject({
    type: "allow",
  });
  const late = await mailed();
  late.emulator.clock.advance(600);
  const response = await late.mail.tryRedeem(late.resume, late.code);
  expect(await late.outcome(response)).toBe("200 the code is older than 10 minutes");
  expect(await response.json()).toEqual({ type: "deny", message: "This code has expired." });
});

test("a person who is suspended after the mail cannot sign in with its code", async () => {
  const { mail, resume, code, identity, outcome, emulator } = await mailed();
  identity.status = "suspended";
  const response = await mail.tryRedeem(resume, code);
  expect(await outcome(response)).toBe("200 the identity is suspended");
  expect(await response.json()).toMatchObject({ type: "deny" });
  expect(emulator.store.state.authorizationCodes).toEqual([]);
});

test("a wrong code does not reveal that a person is suspended", async () => {
  const { mail, resume, wrong, identity, outcome } = await mailed();
  identity.status = "suspended";
  expect(await outcome(mail.tryRedeem(resume, wrong))).toBe("200 the code is wrong");
});

/** An authorization code issued for a mailed code, and the world to redeem it in. */
async function codeByMail() {
  const world = await createSignInWorld();
  const mail = createMailDevice(world.call, world.emulator.clock.now);
  const address = (await world.authorize()).headers.get("location") ?? "";
  const resume = await mail.initiate(address, ADA);
  const otp = world.emulator.store.state.messages.at(-1)?.otp ?? "";
  return { ...world, authorizationCode: (await mail.redeem(resume, otp)).code };
}

test("a sign-in with a mailed code ends in tokens of the same person", async () => {
  const { redeem, userinfo, identity, authorizationCode } = await codeByMail();
  const { access_token } = await (await redeem(authorizationCode)).json();
  expect(await (await userinfo(access_token)).json()).toMatchObject({ sub: identity.id });
});

test("a suspension after the mailed code stops its redemption", async () => {
  const { redeem, emulator, authorizationCode } = await codeByMail();
  for (const identity of emulator.store.state.identities) identity.status = "suspended";
  expect(await (await redeem(authorizationCode)).json()).toMatchObject({ error: "invalid_grant" });
});
