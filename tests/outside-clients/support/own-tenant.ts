import { managementScopes } from "../../../mocks/cloud/management-scopes.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import { startEmulator } from "../../../mocks/listener.ts";
import { createSoftwareDevice } from "../../support/software-device.ts";
import type { Client } from "./client.ts";

/** Where every client of these tests lives. openid-client knows no redirect URI with a query. */
export const REDIRECT_URI = "https://client.example/callback";
export const WITH_QUERY = `${REDIRECT_URI}?action=sign-in`;
export const ORIGIN = "https://client.example";

const signIn = {
  ...{
    type: "oidc",
    grant_type: ["authorization_code"],
    redirect_uris: [REDIRECT_URI, WITH_QUERY],
  },
  ...{ pkce: "s256", allowed_scopes: ["notes:read"] },
};

/**
 * Starts an emulator on a port of its own, with the tenant of a new customer. All else is made through the management
 * API: a realm, three applications, and one user with a passkey.
 *
 * @param appOrigin of the page that signs users in
 */
export async function startOwnTenant(appOrigin = ORIGIN) {
  const { origin, emulator, close } = await startEmulator({
    ...{ port: 0, appOrigin, seed: "blank" },
  });
  const tenant = `${origin}/v1/tenants/${seed.tenant.id}`;
  const token = await managementToken(`${tenant}/realms/${seed.adminRealm.id}`);
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}` };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`${tenant}/realms${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  const { id: realm } = await post("", { realm: { display_name: "Outside clients" } });
  const { id: resource_server_id } = await post(`/${realm}/resource-servers`, {
    resource_server: {
      ...{ display_name: "Notes", identifier: "https://notes.example" },
      scopes: ["notes:read", "notes:write"],
    },
  });
  const config = { type: "embedded", invoke_url: appOrigin, trusted_origins: [appOrigin] };
  const { id: authenticator_config_id } = await post(`/${realm}/authenticator-configs`, {
    authenticator_config: { display_name: "Embedded", config },
  });
  const application = async (display_name: string, protocol_config: object): Promise<Client> => {
    const fields = { display_name, authenticator_config_id, resource_server_id, protocol_config };
    const made = await post(`/${realm}/applications`, { application: fields });
    const issuer = `${tenant}/realms/${realm}/applications/${made.id}`;
    return {
      ...{ id: made.protocol_config.client_id, secret: made.protocol_config.client_secret, issuer },
      authorize: `${issuer}/authorize`,
      ...{ token: `${issuer}/token`, userinfo: `${issuer}/userinfo`, revoke: `${issuer}/revoke` },
      introspect: `${tenant}/realms/${realm}/introspect`,
    };
  };
  const identity = await person(post, realm);
  const link = () => bindingLink(post, `/${realm}/identities/${identity}`, authenticator_config_id);
  return {
    ...{ origin, emulator, close, tenant, token, link },
    confidential: await application("Confidential", signIn),
    /** Its access tokens are opaque, as those of oidc-provider are. */
    opaque: await application("Opaque", { ...signIn, token_format: "referential" }),
    public: await application("Public", { ...signIn, confidentiality: "public" }),
    machine: await application("Machine", {
      ...{ type: "oauth2", grant_type: ["client_credentials"] },
      allowed_scopes: ["notes:read", "notes:write"],
    }),
    visit: await visitorWith(await link()),
  };
}

/**
 * Binds a passkey with a link.
 *
 * @returns what signs its user in: the callback that an authorization request leads to
 */
export async function visitorWith(link: string): Promise<(authorization: URL) => Promise<URL>> {
  const device = createSoftwareDevice((request) => fetch(request));
  const passkey = await device.bind(link);
  return async (authorization) => {
    const response = await fetch(authorization, { redirect: "manual" });
    const page = response.headers.get("location") ?? "";
    return new URL(await device.authenticate(page, passkey));
  };
}

export type OwnTenant = Awaited<ReturnType<typeof startOwnTenant>>;

async function managementToken(adminRealm: string): Promise<string> {
  const { id, clientId, clientSecret } = seed.managementApplication;
  const body = new URLSearchParams({
    ...{ grant_type: "client_credentials", scope: managementScopes.join(" ") },
    ...{ client_id: clientId, client_secret: clientSecret },
  });
  const address = `${adminRealm}/applications/${id}/token`;
  return (await (await fetch(address, { method: "POST", body })).json()).access_token;
}

type Post = (
  path: string,
  body: object,
) => Promise<{ id: string; credential_binding_link: string }>;

async function person(post: Post, realm: string): Promise<string> {
  const address = "ada@example.com";
  const traits = { type: "traits_v0", username: address, primary_email_address: address };
  return (await post(`/${realm}/identities`, { identity: { display_name: "Ada", traits } })).id;
}

async function bindingLink(
  post: Post,
  identity: string,
  authenticator_config_id: string,
): Promise<string> {
  const job = { delivery_method: "RETURN", authenticator_config_id };
  return (await post(`${identity}/credential-binding-jobs`, { job })).credential_binding_link;
}
