import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import type { JournalEntry } from "./journal.ts";
import { maskedPath } from "./journal.ts";
import { Redacted } from "./redacted.ts";
import { seed } from "./seed.ts";

const JSON_TYPE = "application/json";
const view = (content: Redacted) => JSON.parse(JSON.stringify(content));

type KeptBody = NonNullable<JournalEntry["request"]>["body"];

test("a body that is not redacted does not compile", () => {
  const unredacted = { toJSON: () => ({ token: "secret" }) };
  const accepted: KeptBody = Redacted.body("text/plain", "x");
  // @ts-expect-error The journal takes no plain text.
  const text: KeptBody = "token=secret";
  // @ts-expect-error The journal takes no plain object.
  const object: KeptBody = unredacted;
  expect([accepted, text, object]).toHaveLength(3);
});

test("secrets are masked by name and by form, and what is harmless stays", () => {
  const body = {
    identity: { display_name: "Ada", traits: { username: "ada", note: `see ${"x".repeat(40)}!` } },
    ...{ client_secret: "short", otp: 123456, code: "not_found", state: "ACTIVE", nested: [] },
    list: [{ refresh_token: "r" }, "eyJhbGciOiJkaXIifQ..iv.text.tag"],
  };
  expect(view(Redacted.body(JSON_TYPE, JSON.stringify(body)))).toEqual({
    identity: { display_name: "Ada", traits: { username: "ada", note: "see ***!" } },
    ...{ client_secret: "***", otp: "***", code: "not_found", state: "ACTIVE", nested: [] },
    list: [{ refresh_token: "***" }, "***"],
  });
});

test.each([
  ["Bearer eyJhbGciOiJkaXIifQ..iv.text.tag", "Bearer ***"],
  ["Basic YWRhOnNlY3JldA==", "Basic ***"],
  ["eyJhbGciOiJkaXIifQ..iv.text.tag", "***"],
  ["Bearer\teyJhbGciOiJkaXIifQ", "***"],
  ["c2VjcmV0 secret", "***"],
  ["secretofada secret", "***"],
  ["Bearer", "***"],
])("of the credentials %j only the scheme is shown", (sent, shown) => {
  const headers = new Headers({ authorization: sent });
  expect(view(Redacted.headers(headers, ["authorization"]))).toEqual({ authorization: shown });
});

test("a form is masked, and other bodies are only measured", () => {
  const form = "grant_type=authorization_code&code=abc123&client_secret=s&redirect_uri=http://a/b";
  expect(view(Redacted.body("application/x-www-form-urlencoded", form))).toEqual({
    grant_type: "authorization_code",
    ...{ code: "***", client_secret: "***", redirect_uri: "http://a/b" },
  });
  expect(view(Redacted.body("text/html; charset=utf-8", "<p>secret"))).toBe(
    "text/html, 9 characters",
  );
  expect(view(Redacted.body(JSON_TYPE, "{secret"))).toBe("application/json, 7 characters");
});

test("no secret that the emulator issued or knows is in the journal or its stories", async () => {
  const { emulator, signIn, redeem, userinfo, api, identity } = await createSignInWorld();
  const tokens = await signIn();
  await userinfo(tokens.access_token);
  const refresh = { grant_type: "refresh_token", code: undefined };
  await redeem("", { ...refresh, refresh_token: tokens.refresh_token });
  await api("POST", `/identities/${identity.id}/credential-binding-jobs`, {
    job: { delivery_method: "RETURN", authenticator_config_id: seed.authenticatorConfig.id },
  });
  const kept = JSON.stringify([emulator.journal.entries(), emulator.journal.stories()]);
  const secrets = [
    ...emulator.issued.entries().map(({ value }) => value),
    ...[seed.webApplication.clientSecret, seed.managementApplication.clientSecret],
    "state-of-the-client",
    "verifier-of-the-client",
  ];
  expect(secrets.length).toBeGreaterThan(10);
  expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
});

test.each(["code_verifier", "client_assertion", "id_token_hint", "Password", "otp", "api_token"])(
  "the journal keeps no value of %s in an address",
  (name) => {
    expect(maskedPath(new URL(`http://localhost/token?${name}=a-secret&scope=openid`))).toBe(
      `/token?${name}=***&scope=openid`,
    );
  },
);
