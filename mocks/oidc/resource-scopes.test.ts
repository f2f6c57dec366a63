import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { basic, createSignInWorld, parameters } from "../../tests/support/sign-in-world.ts";

test("an access token carries the resource scopes that were asked for, and no others", async () => {
  const { signIn } = await createSignInWorld();
  const tokens = await signIn({ scope: "openid email profile:read" });
  expect(tokens.scope).toBe("profile:read");
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    scope: "profile:read",
    aud: ["emulator-web-client-0001", "https://api.passkey-starter.example"],
  });
});

test("the audience of an id token never includes the resource server", async () => {
  const { signIn } = await createSignInWorld();
  const { id_token } = await signIn({ scope: "openid notes:read" });
  expect(decodeJwt(id_token).aud).toBe("emulator-web-client-0001");
});

test.each([
  ["openid notes:read", 200, { scope: "notes:read" }],
  ["notes:read", 200, { scope: "notes:read" }],
  ["notes:read profile:read", 400, { error: "invalid_scope" }],
])("a refresh never widens the scopes of the sign-in: %s", async (scope, status, answer) => {
  const { signIn, call, issuer } = await createSignInWorld();
  const { refresh_token } = await signIn({ scope: "openid notes:read" });
  const form = { grant_type: "refresh_token", refresh_token, scope };
  const init = { method: "POST", headers: basic(), body: parameters(form) };
  const response = await call(new Request(`${issuer}/token`, init));
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject(answer);
});
