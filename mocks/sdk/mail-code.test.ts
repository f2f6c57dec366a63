import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

const ADA = "ada@example.com";

test("a code is mailed, and the transaction keeps its hash only", async () => {
  const { mail, mailedCode, signIn, emulator } = createDeviceWorld();
  await mail.initiate(await signIn(), ADA);
  const { messages, transactions } = emulator.store.state;
  expect(messages).toMatchObject([
    { to: ADA, subject: "Login instructions", otp: expect.stringMatching(/^\d{6}$/) },
  ]);
  expect(JSON.stringify(transactions)).not.toContain(mailedCode());
  expect(emulator.issued.entries()).toContainEqual({ kind: "otp", value: mailedCode() });
});

test("known, unknown and suspended people get the same response", async () => {
  const { mail, signIn, addIdentity } = createDeviceWorld();
  addIdentity("bob@example.com").status = "suspended";
  for (const email of [ADA, "bob@example.com", "stranger@example.com"]) {
    const response = await mail.tryInitiate(await signIn(), email);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      type: "continue",
      reason: { type: "challenge_otp" },
      transaction_id: expect.any(String),
      nonce: expect.stringMatching(/^[\w-]{64}$/),
    });
  }
});

test("a suspended person gets no mail", async () => {
  const { mail, signIn, identity, emulator } = createDeviceWorld();
  identity.status = "suspended";
  await mail.initiate(await signIn(), ADA);
  expect(emulator.store.state.messages).toEqual([]);
});

test("requesting a code does not create an identity", async () => {
  const { mail, signIn, emulator } = createDeviceWorld();
  await mail.initiate(await signIn(), "stranger@example.com");
  expect(emulator.store.state.identities).toHaveLength(1);
});

test("a new code replaces the one before", async () => {
  const { mail, mailedCode, signIn } = createDeviceWorld();
  const address = await signIn();
  const first = await mail.initiate(address, ADA);
  const firstCode = mailedCode();
  const claims = { bi_non: first.nonce };
  let resume = await mail.initiate(address, ADA, { claims });
  for (let tries = 0; mailedCode() === firstCode && tries < 5; tries += 1) {
    resume = await mail.initiate(address, ADA, { claims: { bi_non: resume.nonce } });
  }
  resume = await mail.miss(resume, firstCode);
  await expect(mail.redeem(resume, mailedCode())).resolves.toMatchObject({ type: "allow" });
});

test("extra challenges are asked before a code is sent", async () => {
  const { mail, signIn, emulator } = createDeviceWorld({ extraProveRounds: 1 });
  const address = await signIn();
  const prove = await (await mail.tryInitiate(address, ADA)).json();
  expect(prove).toMatchObject({ type: "prove", bi_pol_ver: "v3" });
  expect(emulator.store.state.messages).toEqual([]);
  await mail.initiate(address, ADA, { claims: { bi_non: prove.nonce } });
  expect(emulator.store.state.messages).toHaveLength(1);
});
