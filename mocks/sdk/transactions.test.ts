import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

async function signedUp() {
  const world = createDeviceWorld();
  return { ...world, passkey: await world.software.bind(world.link()) };
}

test("an answer to an unknown transaction is refused", async () => {
  const { software, passkey, signIn, outcome } = await signedUp();
  const claims = { bi_tid: "no such transaction" };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { claims }))).toBe(
    "404 bi_tid does not name a transaction of this emulator",
  );
});

test("a response to an unknown challenge is refused, and the open one stays open", async () => {
  const { software, passkey, signIn, outcome } = await signedUp();
  const address = await signIn();
  const claims = { bi_non: "a guess" };
  expect(await outcome(software.tryAnswer(address, passkey, { claims }))).toContain(
    "409 bi_non is not the open challenge",
  );
  await expect(software.authenticate(address, passkey)).resolves.toContain("code=");
});

test("a request address works once", async () => {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  const address = await signIn();
  await software.authenticate(address, passkey);
  expect(await outcome(software.tryAnswer(address, passkey))).toContain(
    "409 bi_non is not the open challenge",
  );
  expect(emulator.store.state.authorizationCodes).toHaveLength(1);
});

test("the challenge of one transaction is refused in another", async () => {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  await signIn();
  const claims = { bi_non: emulator.store.state.transactions[0]?.nonce };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { claims }))).toContain(
    "409 bi_non is not the open challenge",
  );
});

test("a wrong response uses up the challenge, so there is no second try", async () => {
  const { software, passkey, signIn, outcome } = await signedUp();
  const address = await signIn();
  await software.tryAnswer(address, passkey, { forgery: { signature: "AAAA" } });
  expect(await outcome(software.tryAnswer(address, passkey))).toContain(
    "409 bi_non is not the open challenge",
  );
});

test("exactly one of two simultaneous responses to a challenge gets a code", async () => {
  const { software, passkey, signIn, emulator } = await signedUp();
  const address = await signIn();
  const answer = () => software.tryAnswer(address, passkey);
  const answers = await Promise.all([answer(), answer()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(emulator.store.state.authorizationCodes).toHaveLength(1);
});

test("a sign-in that takes more than 15 minutes is refused", async () => {
  const { software, passkey, signIn, outcome, emulator } = await signedUp();
  const address = await signIn();
  const [transaction] = emulator.store.state.transactions;
  Object.assign(transaction ?? {}, { expiresAt: emulator.clock.now() });
  expect(await outcome(software.tryAnswer(address, passkey))).toContain(
    "410 the sign-in took more",
  );
});
