import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  type JWTPayload,
  jwtVerify,
} from "jose";
import { beforeAll, expect, test } from "vitest";
import { createSignInWorld } from "../../../tests/support/sign-in-world.ts";
import { seed } from "../../cloud/seed.ts";
import { claimMisbehaviours, refreshMisbehaviours } from "./claims.ts";
import { signatureMisbehaviours } from "./signatures.ts";

let world: Awaited<ReturnType<typeof createSignInWorld>>;

beforeAll(async () => {
  world = await createSignInWorld();
});
/** The token response of a sign-in whose issuer misbehaves once the code is there. */
async function signIn(misbehave?: string) {
  world.emulator.faults.clear();
  const code = await world.code({ max_age: "0" });
  if (misbehave) world.emulator.faults.plant({ match: { path: "/applications/" }, misbehave });
  return (await world.redeem(code)).json();
}

async function refresh({ refresh_token }: { refresh_token: string }) {
  const changes = { grant_type: "refresh_token", refresh_token };
  return (await world.redeem("", changes)).json();
}

/** What a careful client says about the id_token of a sign-in, and the token itself. */
async function verdict(misbehave?: string) {
  const { issuer, call } = world;
  const { id_token } = await signIn(misbehave);
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), {
    [customFetch]: (url, init) => call(new Request(url, init)),
  });
  const problem = await jwtVerify(id_token, keys, {
    issuer,
    audience: seed.webApplication.clientId,
    algorithms: ["RS256"],
    requiredClaims: ["sub", "nonce", "exp"],
    maxTokenAge: "10 minutes",
  }).then(
    ({ payload }) => {
      if (payload.nonce !== "nonce-of-the-client") return "another nonce";
      return problemOfParty(payload) ?? problemOfTime(payload) ?? "none";
    },
    (error: Error) => error.message,
  );
  return { problem, header: decodeProtectedHeader(id_token), claims: decodeJwt(id_token) };
}

/** OpenID Connect Core section 3.1.3.7, points 4 and 5. */
function problemOfParty({ aud, azp }: JWTPayload): string | undefined {
  if (Array.isArray(aud) && aud.length > 1 && azp === undefined) return "no azp";
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
  "invalid-sig-rs256": /signature verification failed/,
  "foreign-signing-key": /signature verification failed/,
  "tampered-payload": /signature verification failed/,
  "unknown-kid": /no applicable key/,
  "kid-absent-single-jwks": /^none$/,
  "kid-absent-multiple-jwks": /multiple matching keys/,
  "idtoken-sig-none": /not allowed/,
  "idtoken-sig-hs256-public-key": /not allowed/,
  "idtoken-sig-hs256-client-secret": /not allowed/,
  "idtoken-sig-es256": /not allowed/,
  "signing-key-rotation-just-before-signing": /^none$/,
  "invalid-iss": /unexpected "iss"/,
  "missing-iss": /missing required "iss"/,
  "invalid-aud": /unexpected "aud"/,
  "missing-aud": /missing required "aud"/,
  "aud-array": /^none$/,
  "aud-multiple": /^none$/,
  "aud-multiple-missing-azp": /no azp/,
  "aud-multiple-invalid-azp": /another azp/,
  "invalid-azp": /another azp/,
  "missing-sub": /missing required "sub"/,
  "nonce-invalid": /another nonce/,
  "nonce-missing": /missing required "nonce"/,
  "missing-exp": /missing required "exp"/,
  expired: /"exp" claim timestamp check failed|"iat" claim timestamp/,
  "missing-iat": /missing required "iat"/,
  "iat-past": /"iat" claim timestamp check failed \(too far in the past\)/,
  "iat-future": /"iat" claim timestamp check failed \(it should be in the past\)/,
  "nbf-future": /"nbf" claim timestamp check failed/,
  "auth-time-past": /auth_time long ago/,
  "auth-time-future": /auth_time in the future/,
  "auth-time-missing": /no auth_time/,
  "invalid-athash": /^none$/,
  "missing-athash": /^none$/,
};

test("every misbehaviour of the id_token has its own expectation here", () => {
  const names = Object.keys({ ...signatureMisbehaviours, ...claimMisbehaviours });
  expect(Object.keys(expected)).toEqual(names);
});

for (const [name, problem] of Object.entries(expected)) {
  test(`a careful client says of ${name}: ${problem.source}`, async () => {
    expect((await verdict(name)).problem).toMatch(problem);
  });
}

test("a tampered payload has another subject", async () => {
  expect((await verdict("tampered-payload")).claims.sub).toBe("0000000000000000");
});

test("an expired token has expired, and one with alg none says so", async () => {
  const { claims } = await verdict("expired");
  expect(claims.exp).toBeLessThan(Date.now() / 1000);
  expect((await verdict("idtoken-sig-none")).header).toMatchObject({ alg: "none" });
});

test("an absent kid is absent, a rotated key is new, and at_hash is spoilt or gone", async () => {
  const honest = await verdict();
  expect((await verdict("kid-absent-single-jwks")).header.kid).toBeUndefined();
  const rotated = await verdict("signing-key-rotation-just-before-signing");
  expect(rotated.header.kid).not.toBe(honest.header.kid);
  expect((await verdict("invalid-athash")).claims.at_hash).toMatch(/^[\w-]{22}$/);
  expect((await verdict("missing-athash")).claims.at_hash).toBeUndefined();
  expect((await verdict("aud-array")).claims.aud).toEqual([seed.webApplication.clientId]);
});

test("a misbehaviour with a count ends after that many sign-ins", async () => {
  const match = { path: "/token" };
  world.emulator.faults.clear();
  world.emulator.faults.plant({ match, misbehave: "token-missing-id-token", times: 1 });
  expect(await world.signIn()).not.toHaveProperty("id_token");
  expect(await world.signIn()).toHaveProperty("id_token");
});

test.each(Object.entries(refreshMisbehaviours))(
  "%s spoils the id_token of refreshed tokens alone",
  async (name) => {
    const honest = await signIn();
    const spoilt = await signIn(name);
    const claims = ["iss", "sub", "aud"] as const;
    const pick = ({ id_token }: { id_token: string }) => {
      const decoded = decodeJwt(id_token);
      return claims.map((claim) => decoded[claim]);
    };
    expect(pick(spoilt)).toEqual(pick(honest));
    expect(pick(await refresh(spoilt))).not.toEqual(pick(honest));
  },
);
