import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import { expect, test } from "vitest";
import { createWorld, type World } from "../../tests/support/emulator-world.ts";
import { signingKey } from "../cloud/keys.ts";
import { seed } from "../cloud/seed.ts";

const realm = `/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}`;

/** A management token with some claims changed, signed again with an application's own key. */
async function forged(world: World, changes: JWTPayload, applicationId?: string) {
  const id = applicationId ?? seed.managementApplication.id;
  const { privateKey, kid } = await signingKey(world.emulator, id);
  return new SignJWT({ ...decodeJwt(await world.managementToken()), ...changes })
    .setProtectedHeader({ alg: "RS256", kid })
    .sign(privateKey);
}

async function answer(world: World, path: string, bearer?: string) {
  const headers = new Headers(bearer === undefined ? [] : [["authorization", `Bearer ${bearer}`]]);
  const url = `${world.emulator.origins.api}${path}`;
  const response = await world.call(new Request(url, { headers }));
  return { status: response.status, body: await response.json(), reason: world.reason() };
}

const unauthorized = { code: "unauthorized", message: "unauthorized" };
const forbidden = { code: "forbidden", message: "forbidden" };

test("a call without a token is unauthorized", async () => {
  expect(await answer(createWorld(), `${realm}/identities`)).toEqual({
    status: 401,
    body: unauthorized,
    reason: "the request carries no bearer token",
  });
});

for (const [danger, changes, application] of [
  ["signed by another application", {}, seed.webApplication.id],
  ["from another issuer", { iss: "https://evil.example" }, undefined],
  ["for another audience", { aud: ["emulator-web-client-0001"] }, undefined],
  ["that has expired", { exp: 1 }, undefined],
  ["that was never issued", { jti: "made-up" }, undefined],
] as const) {
  test(`a token ${danger} is unauthorized`, async () => {
    const world = createWorld();
    const claims = "aud" in changes ? { aud: [...changes.aud] } : changes;
    const token = await forged(world, claims, application);
    expect(await answer(world, `${realm}/identities`, token)).toMatchObject({
      status: 401,
      body: unauthorized,
    });
  });
}

test("a token that was issued before a reset is unauthorized", async () => {
  const world = createWorld();
  const token = await world.managementToken();
  world.emulator.store.reset();
  expect((await answer(world, `${realm}/identities`, token)).status).toBe(401);
});

test("a token lives for a day by the emulator's clock", async () => {
  const world = createWorld();
  const token = await world.managementToken();
  world.emulator.clock.advance(86_401);
  expect((await answer(world, `${realm}/identities`, token)).status).toBe(401);
});

test("another tenant is forbidden", async () => {
  const world = createWorld();
  const path = `/v1/tenants/000999/realms/${seed.realm.id}/identities`;
  const { status, body } = await answer(world, path, await world.managementToken());
  expect({ status, body }).toEqual({ status: 403, body: forbidden });
});

test("an unknown realm is not found", async () => {
  const world = createWorld();
  const path = `/v1/tenants/${seed.tenant.id}/realms/abc/identities`;
  expect(await answer(world, path, await world.managementToken())).toMatchObject({
    status: 404,
    body: {
      code: "not_found",
      message: "realm not found",
      details: [{ type: "ResourceInfo", resource_type: "Realm", id: "abc" }],
    },
  });
});

test("the journal names the scope that a token lacks", async () => {
  const { api, managementToken, reason } = createWorld();
  const response = await api("GET", "/identities", undefined, await managementToken("groups:read"));
  expect([response.status, await response.json()]).toEqual([403, forbidden]);
  expect(reason()).toBe("the bearer token lacks the scope identities:read");
});
