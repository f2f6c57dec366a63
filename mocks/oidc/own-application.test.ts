import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { createManagementWorld } from "../../tests/support/management-world.ts";
import { parameters } from "../../tests/support/sign-in-world.ts";
import { createSoftwareDevice } from "../../tests/support/software-device.ts";
import { seed } from "../cloud/seed.ts";

const app = "https://own.example";
const redirect_uri = `${app}/callback?from=cloud`;
const verifier = "verifier-of-the-client-which-is-long-enough-1";

/** A realm of its own with a public application, a configuration and a person, all made through the API. */
async function provisioned() {
  const world = createManagementWorld();
  const made = async (path: string, body: unknown) => {
    const answer = await world.ask("POST", path, body);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const realm = `/realms/${(await made("/realms", { realm: { display_name: "Own" } })).id}`;
  const config = await made(`${realm}/authenticator-configs`, {
    authenticator_config: {
      display_name: "Own",
      config: { type: "embedded", invoke_url: `${app}/auth`, trusted_origins: [app] },
    },
  });
  const application = await made(`${realm}/applications`, {
    application: {
      display_name: "Own",
      authenticator_config_id: config.id,
      protocol_config: {
        ...{ type: "oidc", confidentiality: "public", grant_type: ["authorization_code"] },
        ...{ redirect_uris: [redirect_uri], pkce: "s256" },
        token_configuration: { expires_after: 300, subject_field: "username" },
      },
    },
  });
  const traits = { type: "traits_v0", username: "ada@example.com" };
  const person = await made(`${realm}/identities`, { identity: { display_name: "Ada", traits } });
  const { credential_binding_link } = await made(
    `${realm}/identities/${person.id}/credential-binding-jobs`,
    { job: { delivery_method: "RETURN", authenticator_config_id: config.id } },
  );
  const issuer = `${world.emulator.origins.auth}/v1/tenants/${seed.tenant.id}${realm}/applications/${application.id}`;
  return { ...world, application, issuer, credential_binding_link };
}

test("a person signs in to an application that was made through the API", async () => {
  const { call, emulator, application, issuer, credential_binding_link } = await provisioned();
  const { client_id } = application.protocol_config;
  const device = createSoftwareDevice(call, emulator.clock.now);
  const passkey = await device.bind(credential_binding_link);
  const query = parameters({
    ...{ response_type: "code", client_id, redirect_uri, scope: "openid", state: "s" },
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const location = (await call(new Request(`${issuer}/authorize?${query}`))).headers.get(
    "location",
  );
  expect(location?.startsWith(`${app}/auth/bi-authenticate?request=`)).toBe(true);
  const callback = new URL(await device.authenticate(location ?? "", passkey));
  expect(`${callback.origin}${callback.pathname}`).toBe(`${app}/callback`);
  const code = callback.searchParams.get("code") ?? "";
  const response = await call(
    new Request(`${issuer}/token`, {
      method: "POST",
      headers: { origin: app },
      body: parameters({
        ...{ grant_type: "authorization_code", code, client_id, redirect_uri },
        code_verifier: verifier,
      }),
    }),
  );
  expect(response.headers.get("access-control-allow-origin")).toBe(app);
  const { id_token, expires_in } = await response.json();
  expect(expires_in).toBe(300);
  expect(decodeJwt(id_token)).toMatchObject({
    ...{ iss: issuer, aud: client_id, sub: "ada@example.com" },
  });
});
