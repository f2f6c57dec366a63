import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Changes, createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { hashToken } from "../cloud/store.ts";

type World = Awaited<ReturnType<typeof createSignInWorld>>;

/** The error of a redemption after `tamper`. */
async function refusal(tamper: (world: World) => void, changes: Changes = {}) {
  const world = await createSignInWorld();
  const code = await world.code();
  tamper(world);
  const response = await world.redeem(code, changes);
  const { error, error_description } = await response.json();
  return `${response.status} ${error}: ${error_description}`;
}

const nothing = () => undefined;

test("10: a code works once", async () => {
  const { code, redeem } = await createSignInWorld();
  const value = await code();
  expect((await redeem(value)).status).toBe(200);
  expect(await (await redeem(value)).json()).toEqual({
    error: "invalid_grant",
    error_description: "the code was used before, so its tokens are revoked",
  });
});

test("10: a code that comes a second time costs the first one's tokens", async () => {
  const { code, redeem, userinfo } = await createSignInWorld();
  const value = await code();
  const { access_token } = await (await redeem(value)).json();
  expect((await userinfo(access_token)).status).toBe(200);
  await redeem(value);
  expect((await userinfo(access_token)).status).toBe(401);
});

test("a replay does not revoke the tokens of another sign-in", async () => {
  const { code, redeem, signIn, userinfo } = await createSignInWorld();
  const { access_token } = await signIn();
  const value = await code();
  await redeem(value);
  await redeem(value);
  expect((await userinfo(access_token)).status).toBe(200);
});

test("exactly one of two simultaneous redemptions gets tokens", async () => {
  const { code, redeem } = await createSignInWorld();
  const value = await code();
  const answers = await Promise.all([redeem(value), redeem(value)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test("a code is valid for 60 seconds", async () => {
  const late = refusal(({ emulator }) => emulator.clock.advance(61));
  expect(await late).toBe("400 invalid_grant: the code is older than 60 seconds");
});

test("a missing code is an invalid request", async () => {
  expect(await refusal(nothing, { code: undefined })).toBe("400 invalid_request: code is missing");
});

test("a made-up code is refused", async () => {
  expect(await refusal(nothing, { code: "abc" })).toBe("400 invalid_grant: the code is unknown");
});

for (const field of ["clientId", "applicationId"] as const) {
  test(`a code of another ${field} is refused`, async () => {
    const stolen = refusal(({ emulator }) => {
      for (const code of emulator.store.state.authorizationCodes) code[field] = "another";
    });
    expect(await stolen).toBe("400 invalid_grant: the code was issued to another client");
  });
}

test("a code must be redeemed with the redirect URI of its request", async () => {
  expect(await refusal(nothing, { redirect_uri: "http://localhost:3000/" })).toBe(
    "400 invalid_grant: redirect_uri differs from the one in the authorization request",
  );
});

for (const code_verifier of [undefined, "wrong"]) {
  test(`a stolen code is refused with the verifier ${code_verifier}`, async () => {
    expect(await refusal(nothing, { code_verifier })).toBe(
      "400 invalid_grant: code_verifier does not match the code_challenge of the authorization request",
    );
  });
}

test.each(["a", "a".repeat(42), "a".repeat(129), `${"a".repeat(43)}/`])(
  "the verifier %j is refused, although its challenge matches",
  async (code_verifier) => {
    const code_challenge = createHash("sha256").update(code_verifier).digest("base64url");
    const boundToIt = ({ emulator }: World) => {
      for (const code of emulator.store.state.authorizationCodes)
        code.codeChallenge = code_challenge;
    };
    expect(await refusal(boundToIt, { code_verifier })).toBe(
      "400 invalid_grant: code_verifier does not have 43 to 128 unreserved characters",
    );
  },
);

test("neither the code nor the access token is in the stored state", async () => {
  const { code, redeem, emulator } = await createSignInWorld();
  const value = await code();
  const { access_token } = await (await redeem(value)).json();
  const stored = JSON.stringify(emulator.store.state);
  expect(stored).toContain(hashToken(value));
  expect(stored).not.toContain(value);
  expect(stored).not.toContain(access_token);
});
