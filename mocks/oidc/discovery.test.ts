import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";
import { applicationPath, seed } from "../cloud/seed.ts";
import { managementApplication, webApplication } from "./applications.ts";

const auth = "https://auth-us.beyondidentity.com";

async function read(url: string) {
  const response = await createWorld().call(new Request(url));
  return { status: response.status, body: await response.json() };
}

for (const application of [webApplication, managementApplication]) {
  test(`${application.name} is discovered under its own issuer`, async () => {
    const { issuer } = application(createWorld().emulator);
    const { body } = await read(`${issuer}/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      code_challenge_methods_supported: ["S256"],
    });
    expect(body).not.toHaveProperty("authorization_response_iss_parameter_supported");
  });
}

test("the published key has no private part", async () => {
  const { issuer } = webApplication(createWorld().emulator);
  const { body } = await read(`${issuer}/.well-known/jwks.json`);
  expect(body.keys.map((key: object) => Object.keys(key).sort())).toEqual([
    ["alg", "e", "kid", "kty", "n", "use"],
  ]);
});

test("each application signs with a key of its own", async () => {
  const { emulator, call } = createWorld();
  const kids = [webApplication, managementApplication].map(async (application) => {
    const { issuer } = application(emulator);
    const { keys } = await (await call(new Request(`${issuer}/.well-known/jwks.json`))).json();
    return keys[0].kid;
  });
  expect(new Set(await Promise.all(kids)).size).toBe(2);
});

for (const [unknown, path] of Object.entries({
  application: applicationPath(seed.realm.id, "no-such-application"),
  realm: applicationPath(seed.adminRealm.id, seed.webApplication.id),
  tenant: applicationPath(seed.realm.id, seed.webApplication.id).replace(seed.tenant.id, "0002"),
})) {
  test(`an unknown ${unknown} has no issuer`, async () => {
    const { status, body } = await read(`${auth}${path}/.well-known/openid-configuration`);
    expect(status).toBe(404);
    expect(body).toEqual({ code: "not_found", message: "application not found" });
  });
}
