import { expect, test } from "vitest";
import { Redacted } from "./redacted.ts";
import { type RecordedStep, type Transcript, writeTranscript } from "./transcript.ts";

const jwt = (header: object, payload: object) =>
  [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");

/** One of each kind that a cloud gives out. None is a made-up text of a transcript. */
const SECRETS: Record<string, string> = {
  "an opaque token": "kJ8s-TmPq0Z_x4vLw9RbYd2NcEfGhAiU",
  "a client secret": "emulator-web-secret-for-local-development-only-1",
  "a one-time password": "739105",
  "a password": "correct horse battery staple",
  "an id": "fedcba9876543210",
  "a UUID": "9f1c2b3a-4d5e-4f60-8171-92a3b4c5d6e7",
  "an email address": "ada.lovelace@customer.test",
  "an address": "https://tenant.customer.test/v1/tenants/hidden-tenant?token=hidden",
  "a header of HTTP": "Basic YWRhOnNlY3JldA==",
  "a time": "2026-11-26T13:14:15.123Z",
  "the name of a person": "Lovelace",
  "a word": "hunter",
};
const TOKEN = `${jwt({ alg: "RS256", kid: "hidden-kid" }, { sub: "hidden-sub", hidden: 1 })}.c2ln`;

/** Every place that a value can have, as a function of the value. */
const PLACES: Record<string, (secret: string) => unknown> = {
  "the whole body": (secret) => secret,
  "a field": (secret) => ({ access_token: secret }),
  "a field whose values are kept": (secret) => ({ type: secret, error: secret, state: secret }),
  "the name of a field": (secret) => ({ [secret]: "x" }),
  "a list": (secret) => ({ identities: [{ id: "x" }, secret, [secret]] }),
  "a scope": (secret) => ({ scope: `openid ${secret} email` }),
  "the scheme of a challenge": (secret) => ({ scheme: secret }),
  "JSON in a text": (secret) => ({ jwk_json: JSON.stringify({ kty: secret, [secret]: secret }) }),
  "the header of a JWT": (secret) => `${jwt({ alg: secret, kid: secret }, {})}.${"x".repeat(20)}`,
  "the payload of a JWT": (secret) => `${jwt({}, { sub: secret, [secret]: [secret] })}.x`,
  "the signature of a JWT": (secret) => `${jwt({}, {})}.${secret}`,
  "the host of an address": (secret) => `https://${encodeURIComponent(secret)}.test/`,
  "the user of an address": (secret) => `https://${encodeURIComponent(secret)}@host.test/`,
  "the path of an address": (secret) => `https://host.test/v1/${encodeURIComponent(secret)}:bind`,
  "a verb of an address": (secret) => `https://host.test/v1:${encodeURIComponent(secret)}`,
  "the query of an address": (secret) => `https://host.test/?${encodeURIComponent(secret)}=1`,
  "the fragment of an address": (secret) => `https://host.test/#${encodeURIComponent(secret)}`,
};

/** What a person could read the secret from. */
function traces(secret: string): string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64url")];
}

for (const [kind, secret] of Object.entries({ ...SECRETS, "a JWT": TOKEN })) {
  test.each(Object.keys(PLACES))(`${kind} in %s is not written`, (place) => {
    const written = JSON.stringify(Redacted.of(PLACES[place]?.(secret))).toLowerCase();
    const parts = kind === "an address" || kind === "a JWT" ? ["hidden", "customer"] : [];
    for (const trace of [...traces(secret), ...parts]) {
      expect(written).not.toContain(trace.toLowerCase());
    }
  });
}

test("what is not secret is kept: stable values, forms, types and known names", () => {
  const body = {
    token_type: "Bearer",
    scope: "openid email",
    active: false,
    expires_in: 3600,
    id: "fedcba9876543210",
    create_time: "2026-11-26T13:14:15.123456Z",
    id_token: `${jwt({ alg: "RS256" }, { iat: 7, aud: ["a", "b"] })}.c2ln`,
    another: null,
  };
  expect(JSON.parse(JSON.stringify(Redacted.of(body)))).toEqual({
    token_type: "Bearer",
    scope: "email openid",
    active: false,
    expires_in: 1,
    id: "0123456789abcdef",
    create_time: "2000-01-01T00:00:00Z",
    id_token: { jws: { header: { alg: "RS256" }, payload: { iat: 1, aud: ["some text"] } } },
    another_field: null,
  });
});

test.each(Object.keys(PLACES))("what is redacted stays as it is: %s", (place) => {
  for (const secret of Object.values(SECRETS)) {
    const once = JSON.stringify(Redacted.of(PLACES[place]?.(secret)));
    expect(JSON.stringify(Redacted.of(JSON.parse(once)))).toBe(once);
  }
});

test("a number says only whether it is whole", () => {
  const kinds = [739105, -3, 1e300, 0.5].map((number) => Redacted.of(number).toJSON());
  expect(kinds).toEqual([1, 1, 1, 1.5]);
});

test("deep nesting ends", () => {
  const deep = "[".repeat(5_000) + "]".repeat(5_000);
  expect(JSON.stringify(Redacted.of(JSON.parse(deep))).length).toBeLessThan(200);
});

test("the writer takes nothing that is not redacted", () => {
  const write = (step: RecordedStep) => {
    const transcript: Transcript = { cloud: "tenant", recordedAt: new Date(), steps: [step] };
    return () => writeTranscript("/dev/null/nowhere", transcript);
  };
  const place = { step: "redeem a code" as const, headers: Redacted.of({}) };
  // @ts-expect-error a plain body does not compile
  expect(write({ ...place, status: 200, body: { access_token: "secret" } })).toThrow();
  // @ts-expect-error a plain text does not compile
  expect(write({ ...place, status: 200, body: "secret" })).toThrow();
  // @ts-expect-error a step that is not in the list does not compile
  expect(write({ step: "secret", skipped: true })).toThrow();
});
