import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JWTPayload,
  jwtVerify,
} from "jose";
import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { publicJwks } from "../cloud/keys.ts";
import { seed } from "../cloud/seed.ts";
import { misbehaviours } from "./misbehaviour.ts";

/** What a careful client says about the id_token of a sign-in, and the token itself. */
async function verdict(misbehave?: string) {
  const { emulator, signIn, issuer } = await createSignInWorld();
  if (misbehave) emulator.faults.plant({ match: { path: "/token" }, misbehave });
  const { id_token } = await signIn({ max_age: "0" });
  if (id_token === undefined) return { problem: "no id_token", header: {}, claims: {} };
  const keys = createLocalJWKSet(await publicJwks(emulator, seed.webApplication.id));
  const problem = await jwtVerify(id_token, keys, {
    issuer,
    audience: seed.webApplication.clientId,
    algorithms: ["RS256"],
    requiredClaims: ["sub", "nonce"],
    maxTokenAge: "10 minutes",
  }).then(
    ({ payload, protectedHeader }) => {
      if (protectedHeader.kid === undefined) return "no kid";
      if (payload.nonce !== "nonce-of-the-client") return "another nonce";
      return problemOfParty(payload) ?? problemOfTime(payload) ?? "none";
    },
    (error: Error) => error.message,
  );
  return { problem, header: decodeProtectedHeader(id_token), claims: decodeJwt(id_token) };
}

/** OpenID Connect Core section 3.1.3.7, points 4 and 5. */
function problemOfParty({ aud, azp }: JWTPayload): string | undefined {
  if (Array.isArray(aud) && azp === undefined) return "no azp";
  return azp === undefined || azp === seed.webApplication.clientId ? undefined : "another azp";
}

/** OpenID Connect Core section 3.1.3.7, point 13. */
function problemOfTime({ auth_time: time }: JWTPayload): string | undefined {
  if (typeof time !== "number") return "no auth_time";
  const age = Date.now() / 1000 - time;
  if (age < -60) return "auth_time in the future";
  return age > 60 ? "auth_time long ago" : undefined;
}

test("without a misbehaviour the id_token is valid", async () => {
  expect((await verdict()).problem).toBe("none");
});

const expected: Record<string, RegExp> = {
  foreign_key: /signature verification failed/,
  junk_signature: /signature verification failed/,
  tampered_payload: /signature verification failed/,
  unknown_kid: /no applicable key/,
  missing_kid: /no kid/,
  alg_none: /Invalid Compact JWS|not allowed/,
  hs256: /not allowed/,
  wrong_aud: /unexpected "aud"/,
  missing_azp: /no azp/,
  wrong_azp: /another azp/,
  wrong_iss: /unexpected "iss"/,
  wrong_nonce: /another nonce/,
  missing_nonce: /missing required "nonce"/,
  expired: /"exp" claim timestamp check failed|"iat" claim timestamp/,
  stale_iat: /"iat" claim timestamp check failed \(too far in the past\)/,
  future_iat: /"iat" claim timestamp check failed \(it should be in the past\)/,
  old_auth_time: /auth_time long ago/,
  future_auth_time: /auth_time in the future/,
  missing_auth_time: /no auth_time/,
  missing_sub: /missing required "sub"/,
  no_id_token: /no id_token/,
};

test("every misbehaviour has its own expectation here", () => {
  expect(Object.keys(expected)).toEqual(Object.keys(misbehaviours));
});

for (const [name, problem] of Object.entries(expected)) {
  test(`${name} is noticed by a careful client`, async () => {
    expect((await verdict(name)).problem).toMatch(problem);
  });
}

test("a tampered payload has another subject", async () => {
  expect((await verdict("tampered_payload")).claims.sub).toBe("0000000000000000");
});

test("an expired token has expired, and one with alg none says so", async () => {
  const { claims } = await verdict("expired");
  expect(claims.exp).toBeLessThan(Date.now() / 1000);
  expect((await verdict("alg_none")).header).toMatchObject({ alg: "none" });
});

test("a misbehaviour with a count ends after that many sign-ins", async () => {
  const { emulator, signIn } = await createSignInWorld();
  const match = { path: "/token" };
  emulator.faults.plant({ match, misbehave: "no_id_token", times: 1 });
  expect(await signIn()).not.toHaveProperty("id_token");
  expect(await signIn()).toHaveProperty("id_token");
});
