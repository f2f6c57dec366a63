import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import type { MailOverrides } from "../../tests/support/mail-device.ts";

const ADA = "ada@example.com";
const REALM = "9f3c2e71d4b8a650";
const TENANT = "0001e5a1b7c94f20";

async function forgedInitiate(overrides: MailOverrides, settings = {}) {
  const { mail, signIn, outcome, emulator } = createDeviceWorld(settings);
  const result = await outcome(mail.tryInitiate(await signIn(), ADA, overrides));
  expect(emulator.store.state.messages).toEqual([]);
  return result;
}

test("a configuration without one-time passwords sends none", async () => {
  expect(await forgedInitiate({}, { oneTimePasswords: false })).toContain(
    "400 the authenticator configuration offers no one-time passwords",
  );
});

test("unsigned claims with a passkey's subject cannot sign in", async () => {
  const { software, link, mail, mailedCode, signIn, outcome, emulator } = createDeviceWorld();
  const { subject } = await software.bind(link());
  const resume = await mail.initiate(await signIn(), ADA);
  const claims = { sub: subject };
  expect(await outcome(mail.tryRedeem(resume, mailedCode(), { claims }))).toBe(
    "401 sub does not name an email address in this tenant and realm",
  );
  expect(emulator.store.state.authorizationCodes).toEqual([]);
});

test("unsigned claims without an authentication control cannot sign in", async () => {
  expect(await forgedInitiate({ claims: { authentication_control: undefined } })).toBe(
    "401 the assertion is not signed with ES256",
  );
});

test.each([
  ["an algorithm", { header: { alg: "ES256" } }],
  ["a signature", { signature: "AAAA" }],
])("claims that pretend to %s are refused", async (_, overrides) => {
  expect(await forgedInitiate(overrides)).toContain("400 a one-time password is sent unsigned");
});

test("a passkey cannot answer with an authentication control", async () => {
  const { software, link, signIn, outcome } = createDeviceWorld();
  const passkey = await software.bind(link());
  const claims = { authentication_control: { control: "email_otp_initiate" } };
  expect(await outcome(software.tryAnswer(await signIn(), passkey, { claims }))).toContain(
    "400 a one-time password is sent unsigned",
  );
});

test("an unknown authentication control is refused", async () => {
  const claims = { authentication_control: { control: "open_sesame" } };
  expect(await forgedInitiate({ claims })).toContain("400 authentication_control is malformed");
});

test.each([
  ["tenant", `MAIL=${ADA}, OU=${REALM}, O=0001000000000000`],
  ["realm", `MAIL=${ADA}, OU=4b7d9e02c6a1f835, O=${TENANT}`],
])("an address of another %s is refused", async (_, sub) => {
  expect(await forgedInitiate({ claims: { sub } })).toBe(
    "401 sub does not name an email address in this tenant and realm",
  );
});

test.each(["", "no address", `${ADA}, OU=${REALM}, O=${TENANT}`, "a=b@example.com"])(
  "%j is not an address that a code is sent to",
  async (typed) => {
    const sub = `MAIL=${typed}, OU=${REALM}, O=${TENANT}`;
    expect(await forgedInitiate({ claims: { sub } })).toContain("400 the email address in sub");
  },
);

test.each([
  [
    "posted to another realm",
    {
      url: `https://auth-us.beyondidentity.com/v1/tenants/${TENANT}/realms/4b7d9e02c6a1f835/applications/a/bi-authenticate`,
    },
    "403",
  ],
  [
    "with a foreign correlation id",
    { correlationId: "b7ad5f3e-0000-4000-8000-000000000000" },
    "400 x-correlation-id",
  ],
  ["for another address", { claims: { aud: ["https://evil.example"] } }, "401 aud"],
  ["that has expired", { claims: { exp: 1 } }, "401 the assertion has expired"],
  ["to a challenge that was never asked", { claims: { bi_non: "a guess" } }, "409 bi_non"],
  ["in an unknown transaction", { claims: { bi_tid: "a guess" } }, "404 bi_tid"],
])("an answer %s is refused even though it is unsigned", async (_, overrides, refusal) => {
  expect(await forgedInitiate(overrides)).toContain(refusal);
});

test("a response cannot be replayed", async () => {
  const { mail, signIn, outcome, emulator } = createDeviceWorld();
  const address = await signIn();
  await mail.initiate(address, ADA);
  expect(await outcome(mail.tryInitiate(address, ADA))).toContain("409 bi_non");
  expect(emulator.store.state.messages).toHaveLength(1);
});

test("an assertion id that was accepted before is refused", async () => {
  const { mail, mailedCode, signIn, outcome } = createDeviceWorld();
  const claims = { jti: "0d8f6f5a-1111-4222-8333-444455556666" };
  const resume = await mail.initiate(await signIn(), ADA, { claims });
  expect(await outcome(mail.tryRedeem(resume, mailedCode(), { claims }))).toContain(
    "409 an assertion with this jti",
  );
});
