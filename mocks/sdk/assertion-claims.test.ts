import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

async function answerWith(change: (now: number) => Record<string, unknown>) {
  const { software, link, signIn, outcome, emulator } = createDeviceWorld();
  const passkey = await software.bind(link());
  const claims = change(Math.floor(emulator.clock.now() / 1000));
  return outcome(software.tryAnswer(await signIn(), passkey, { claims }));
}

test("an expired assertion is refused", async () => {
  expect(await answerWith((now) => ({ exp: now, iat: now - 4200, nbf: now - 8400 }))).toBe(
    "401 the assertion has expired by the emulator's clock",
  );
});

test("the emulator's own clock decides what is expired", async () => {
  const { software, link, signIn, outcome, emulator } = createDeviceWorld();
  const passkey = await software.bind(link());
  emulator.clock.advance(8 * 3600);
  const realNow = Math.floor(Date.now() / 1000);
  const claims = { iat: realNow, nbf: realNow - 4200, exp: realNow + 4200 };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { claims }))).toBe(
    "401 the assertion has expired by the emulator's clock",
  );
});

test("an assertion that is not valid yet is refused", async () => {
  expect(await answerWith((now) => ({ nbf: now + 30 }))).toBe(
    "401 the assertion is not valid yet by the emulator's clock",
  );
});

test("an assertion from the future is refused", async () => {
  expect(await answerWith((now) => ({ iat: now + 120 }))).toBe(
    "401 the assertion was issued in the future by the emulator's clock",
  );
});

test("a browser whose clock runs half a minute ahead signs in", async () => {
  expect(await answerWith((now) => ({ iat: now + 30, exp: now + 4230 }))).toBe("200 no reason");
});

test("an assertion with too long a lifetime is refused", async () => {
  expect(await answerWith((now) => ({ exp: now + 86_400 }))).toContain(
    "401 the assertion is valid for longer",
  );
});

test("an assertion for another address is refused", async () => {
  expect(await answerWith(() => ({ aud: ["https://evil.example/bi-authenticate"] }))).toBe(
    "401 aud is not exactly the address that the assertion was posted to",
  );
});

test("an assertion for two addresses is refused", async () => {
  const address =
    "https://auth-us.beyondidentity.com/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650/applications/7d1f0c52-3b8e-4a96-9c4e-2f6b1d8a0e73/bi-authenticate";
  expect(await answerWith(() => ({ aud: [address] }))).toBe("200 no reason");
  expect(await answerWith(() => ({ aud: [address, "https://evil.example"] }))).toContain("401 aud");
});

test("an assertion without an app instance id is refused", async () => {
  expect(await answerWith(() => ({ iss: "evil" }))).toContain("400 iss is not an app instance id");
});

test("an assertion for an older policy protocol is refused", async () => {
  expect(await answerWith(() => ({ bi_pol_ver: "v2" }))).toBe("400 bi_pol_ver is not v3");
});

test("an assertion of another flow is refused", async () => {
  expect(await answerWith(() => ({ flow_type: "hosted_web" }))).toBe(
    "400 flow_type is not embedded",
  );
});

test("an assertion id that was accepted before is refused", async () => {
  const { software, link, signIn, outcome } = createDeviceWorld();
  const passkey = await software.bind(link());
  const claims = { jti: "0d8f6f5a-1111-4222-8333-444455556666" };
  await software.authenticate(await signIn(), passkey, { claims });
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { claims }))).toBe(
    "409 an assertion with this jti was accepted before",
  );
});

test("a forged assertion does not use up the id of the real one", async () => {
  const { software, link, signIn } = createDeviceWorld();
  const passkey = await software.bind(link());
  const claims = { jti: "0d8f6f5a-1111-4222-8333-444455556666" };
  await software.tryAnswer(await signIn(), passkey, { claims, forgery: { signature: "AAAA" } });
  const real = software.authenticate(await signIn(), passkey, { claims });
  await expect(real).resolves.toContain("code=");
});

test("assertion ids are forgotten once their assertions have expired", async () => {
  const { software, link, signIn, emulator } = createDeviceWorld();
  const passkey = await software.bind(link());
  await software.authenticate(await signIn(), passkey);
  emulator.clock.advance(4201);
  await software.authenticate(await signIn(), passkey);
  expect(emulator.store.state.usedAssertions).toHaveLength(1);
});
