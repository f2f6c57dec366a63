import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { type Changes, createSignInWorld } from "../../tests/support/sign-in-world.ts";

/** Where a refused request is sent, as its parameters. */
async function refusal(changes: Changes) {
  const { authorize } = await createSignInWorld();
  const response = await authorize(changes);
  expect(response.status).toBe(302);
  const { origin, pathname, searchParams } = new URL(response.headers.get("location") ?? "");
  expect(`${origin}${pathname}`).toBe("http://localhost:3000/api/auth/callback/beyondidentity");
  return Object.fromEntries(searchParams);
}

test("a valid request is redirected to the application's passkey page", async () => {
  const { authorize, emulator } = await createSignInWorld();
  const response = await authorize();
  const location = new URL(response.headers.get("location") ?? "");
  expect(response.status).toBe(302);
  expect(`${location.origin}${location.pathname}`).toBe("http://localhost:3000/bi-authenticate");
  expect(decodeJwt(location.searchParams.get("request") ?? "")).toMatchObject({
    sub: "emulator-web-client-0001",
    transaction_id: emulator.store.state.transactions[0]?.id,
  });
});

test("with manual invocation the passkey page's address is JSON that the application can read", async () => {
  const { call, issuer, authorize } = await createSignInWorld({ invocationType: "manual" });
  const response = await authorize();
  expect(response.status).toBe(200);
  expect((await response.json()).authenticate_url).toMatch(
    /^http:\/\/localhost:3000\/bi-authenticate\?request=/,
  );
  const origin = "http://localhost:3000";
  const fromPage = await call(new Request(`${issuer}/authorize`, { headers: { origin } }));
  expect(fromPage.headers.get("access-control-allow-origin")).toBe(origin);
});

for (const [danger, changes] of Object.entries({
  "an unknown client": { client_id: "somebody-else" },
  "a foreign redirect URI": { redirect_uri: "https://evil.example/callback" },
  "a redirect URI with something appended": {
    redirect_uri: "http://localhost:3000/api/auth/callback/beyondidentity/../x",
  },
  "a missing redirect URI": { redirect_uri: undefined },
})) {
  test(`${danger} gets a page, never a redirect`, async () => {
    const { authorize } = await createSignInWorld();
    const response = await authorize(changes);
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
    expect(response.headers.get("content-type")).toContain("text/html");
  });
}

test("every other error goes back to the client with its state", async () => {
  expect(await refusal({ response_type: undefined })).toEqual({
    error: "invalid_request",
    error_description: "response_type is missing",
    state: "state-of-the-client",
  });
});

test("a client that sent no state gets none back", async () => {
  expect(await refusal({ response_type: "token", state: undefined })).toEqual({
    error: "unsupported_response_type",
    error_description: "response_type is not code",
  });
});

for (const [description, changes, error] of [
  ["scope does not contain openid", { scope: "email openid2" }, "invalid_scope"],
  [
    "no resource server has the scope notes:write",
    { scope: "openid notes:write" },
    "invalid_scope",
  ],
  ["code_challenge is missing", { code_challenge: undefined }, "invalid_request"],
  ["code_challenge_method is not S256", { code_challenge_method: "plain" }, "invalid_request"],
  ["code_challenge_method is not S256", { code_challenge_method: undefined }, "invalid_request"],
  ["max_age is not a number of seconds", { max_age: "-1" }, "invalid_request"],
  ["max_age is not a number of seconds", { max_age: "soon" }, "invalid_request"],
  ["code_challenge is not a SHA-256 in base64url", { code_challenge: "short" }, "invalid_request"],
] as const) {
  test(`${JSON.stringify(changes)} is refused: ${description}`, async () => {
    expect(await refusal(changes)).toMatchObject({ error, error_description: description });
  });
}

test("a repeated parameter is refused", async () => {
  const { authorize, call, issuer } = await createSignInWorld();
  await authorize();
  const query = "client_id=emulator-web-client-0001&scope=openid&scope=email";
  const redirect = encodeURIComponent("http://localhost:3000/api/auth/callback/beyondidentity");
  const url = `${issuer}/authorize?${query}&redirect_uri=${redirect}`;
  const response = await call(new Request(url));
  expect(
    new URL(response.headers.get("location") ?? "").searchParams.get("error_description"),
  ).toBe("the parameter scope appears more than once");
});
