import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import { expect, test } from "vitest";
import { createWorld, type World } from "../../tests/support/emulator-world.ts";
import { signingKey } from "../cloud/keys.ts";
import { managementScopes } from "../cloud/management-scopes.ts";
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

const operations = [
  ["POST", "/identities", "identities:create"],
  ["GET", "/identities", "identities:read"],
  ["GET", "/identities/abc", "identities:read"],
  ["PATCH", "/identities/abc", "identities:update"],
  ["DELETE", "/identities/abc", "identities:delete"],
  ["GET", "/identities/abc/credentials", "credentials:read"],
  ["GET", "/identities/abc/credentials/def", "credentials:read"],
  ["POST", "/identities/abc/credentials/def:revoke", "credentials:revoke"],
  ["POST", "/identities/abc/credential-binding-jobs", "credential-binding-jobs:create"],
  ["GET", "/identities/abc/credential-binding-jobs", "credential-binding-jobs:read"],
  ["GET", "/identities/abc/credential-binding-jobs/def", "credential-binding-jobs:read"],
  ["POST", "/identities/abc/credential-binding-jobs/def:revoke", "credential-binding-jobs:revoke"],
] as const;

for (const [method, path, scope] of operations) {
  test(`${method} ${path} is forbidden without ${scope}`, async () => {
    const { api, managementToken, reason } = createWorld();
    const others = managementScopes.filter((other) => other !== scope).join(" ");
    const body = method === "GET" || method === "DELETE" ? undefined : {};
    const response = await api(method, path, body, await managementToken(others));
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual(forbidden);
    expect(reason()).toBe(`the bearer token lacks the scope ${scope}`);
  });
}
