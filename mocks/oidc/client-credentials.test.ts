import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";
import { basic, parameters } from "../../tests/support/sign-in-world.ts";
import { managementScopes } from "../cloud/management-scopes.ts";
import { seed } from "../cloud/seed.ts";
import { managementApplication } from "./applications.ts";

const { clientId, clientSecret } = seed.managementApplication;

async function grant(scope?: string) {
  const { call, emulator } = createWorld();
  const url = `${managementApplication(emulator).issuer}/token`;
  const body = parameters({ grant_type: "client_credentials", scope });
  const headers = basic(clientId, clientSecret);
  const response = await call(new Request(url, { method: "POST", headers, body }));
  return { status: response.status, body: await response.json() };
}

test("without a scope the token gets every scope of the management API", async () => {
  const { body } = await grant();
  expect(body).toMatchObject({ token_type: "Bearer", expires_in: 86_400 });
  expect(body.scope.split(" ")).toEqual(managementScopes);
});

test("requested scopes limit the response and the token", async () => {
  const { body } = await grant("identities:read credentials:read");
  expect(body.scope).toBe("identities:read credentials:read");
  expect(decodeJwt(body.access_token).scope).toBe("identities:read credentials:read");
});

test("an unknown scope is refused", async () => {
  expect(await grant("identities:read identities:steal")).toEqual({
    status: 400,
    body: {
      error: "invalid_scope",
      error_description: "this application may not have the scope identities:steal",
    },
  });
});

test("the token has the claims that the vendor's tools read", async () => {
  const { body } = await grant();
  const path = `tenants/${seed.tenant.id}/realms/${seed.adminRealm.id}/applications/${seed.managementApplication.id}`;
  expect(decodeJwt(body.access_token)).toMatchObject({
    iss: `https://auth-us.beyondidentity.com/v1/${path}`,
    sub: clientId,
    aud: ["beyondidentity"],
    azp: path,
    bi_p: path,
    bi_t: seed.tenant.id,
    bi_r: "*",
  });
});
