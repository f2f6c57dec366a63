import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { CORRELATION_ID } from "./correlation-id.ts";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** One request of each dialect, answered or refused. */
const requests = [
  ["discovery", "/.well-known/openid-configuration", "GET", 200],
  ["a refused token request", "/token", "POST", 400],
  ["a refused userinfo request", "/userinfo", "GET", 401],
  ["an authorization request that becomes a page", "/authorize", "GET", 400],
  ["a refused assertion", "/bi-authenticate", "POST", 400],
  ["an unknown path", "/nowhere", "GET", 404],
] as const;

for (const [name, path, method, status] of requests) {
  test(`${name} carries its correlation id back and into the journal`, async () => {
    const { call, issuer, emulator } = await createSignInWorld();
    const ask = async (headers: Record<string, string>) => {
      const response = await call(new Request(`${issuer}${path}`, { method, headers }));
      expect(response.status).toBe(status);
      const id = response.headers.get(CORRELATION_ID);
      expect(emulator.journal.entries()[0]?.correlation_id).toBe(id);
      return id;
    };
    expect(await ask({ [CORRELATION_ID]: "chosen-by-the.client:1" })).toBe(
      "chosen-by-the.client:1",
    );
    const made = [await ask({}), await ask({}), await ask({ [CORRELATION_ID]: "x".repeat(129) })];
    for (const id of made) expect(id).toMatch(UUID);
    expect(new Set(made).size).toBe(3);
  });
}

test("a planted fault carries one too", async () => {
  const { call, issuer, emulator } = await createSignInWorld();
  emulator.faults.plant({ match: { path: "/token" }, status: 503 });
  const response = await call(new Request(`${issuer}/token`, { method: "POST" }));
  expect([response.status, response.headers.get(CORRELATION_ID)]).toEqual([
    503,
    emulator.journal.entries()[0]?.correlation_id,
  ]);
  expect(response.headers.get(CORRELATION_ID)).toMatch(UUID);
});

test("a sign-in keeps the id of the request that began it", async () => {
  const { authorize, device, passkey, emulator } = await createSignInWorld();
  const begun = await authorize();
  await device.authenticate(begun.headers.get("location") ?? "", passkey);
  const ofSignIn = emulator.journal
    .entries()
    .filter(({ path }) => /authorize|bi-authenticate/.test(path))
    .map(({ correlation_id }) => correlation_id);
  const id = begun.headers.get(CORRELATION_ID);
  expect(ofSignIn).toEqual([id, id]);
});

test("the SDK gets a UUID, whatever the client called its request", async () => {
  const { call, issuer, emulator } = await createSignInWorld();
  const query = new URLSearchParams({
    ...{ response_type: "code", client_id: "emulator-web-client-0001", scope: "openid" },
    redirect_uri: "http://localhost:3000/api/auth/callback/beyondidentity",
    ...{ code_challenge: "c".repeat(43), code_challenge_method: "S256" },
  });
  const headers = { [CORRELATION_ID]: "request-1" };
  const response = await call(new Request(`${issuer}/authorize?${query}`, { headers }));
  expect([response.status, response.headers.get(CORRELATION_ID)]).toEqual([302, "request-1"]);
  expect(emulator.store.state.transactions[0]?.correlationId).toMatch(UUID);
});
