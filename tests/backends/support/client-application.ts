import { z } from "zod";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { startEmulator } from "../../../mocks/listener.ts";
import { createSoftwareDevice } from "../../support/software-device.ts";

const EMAIL = "ada@example.com";
const createdSchema = z.object({ id: z.string() });
const applicationSchema = createdSchema.extend({
  protocol_config: z.object({ client_id: z.string(), client_secret: z.string() }),
});
const linkSchema = z.object({ credential_binding_link: z.string() });
const tokenSchema = z.object({ access_token: z.string() });

/**
 * Starts an emulator on a port of its own, and makes an application for a client and a user with a passkey, through the
 * management API.
 *
 * @param port of the client on loopback
 */
export async function startWithClientAt(port: number) {
  const appOrigin = `http://localhost:${port}`;
  const { origin, emulator, close } = await startEmulator({ port: 0, appOrigin });
  const realm = `${origin}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}`;
  const authorization = `Bearer ${await managementToken(origin)}`;
  const post = async (path: string, body: object): Promise<unknown> => {
    const init = { method: "POST", headers: { authorization }, body: JSON.stringify(body) };
    return (await fetch(`${realm}${path}`, init)).json();
  };
  const application = applicationSchema.parse(
    await post("/applications", {
      application: {
        display_name: "Client",
        authenticator_config_id: seed.authenticatorConfig.id,
        protocol_config: {
          ...{ type: "oidc", grant_type: ["authorization_code"], pkce: "s256" },
          redirect_uris: [`${appOrigin}/callback`],
        },
      },
    }),
  );
  const traits = { type: "traits_v0", username: EMAIL, primary_email_address: EMAIL };
  const identity = createdSchema.parse(
    await post("/identities", { identity: { display_name: "Ada", traits } }),
  );
  const job = { delivery_method: "RETURN", authenticator_config_id: seed.authenticatorConfig.id };
  const path = `/identities/${identity.id}/credential-binding-jobs`;
  const { credential_binding_link } = linkSchema.parse(await post(path, { job }));
  const device = createSoftwareDevice(fetch);
  const passkey = await device.bind(credential_binding_link);
  return {
    ...{ emulator, close, email: EMAIL },
    variables: {
      OIDC_ISSUER: `${realm}/applications/${application.id}`,
      OIDC_CLIENT_ID: application.protocol_config.client_id,
      OIDC_CLIENT_SECRET: application.protocol_config.client_secret,
    },
    /** Answers the passkey page that an authorization request leads to. @returns the callback */
    async visit(authorizationRequest: string): Promise<string> {
      const { headers } = await fetch(authorizationRequest, { redirect: "manual" });
      return device.authenticate(headers.get("location") ?? "", passkey);
    },
  };
}

async function managementToken(origin: string): Promise<string> {
  const { id, clientId, clientSecret } = seed.managementApplication;
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  };
  const address = `${origin}${applicationPath(seed.adminRealm.id, id)}/token`;
  const response = await fetch(address, { method: "POST", body: new URLSearchParams(form) });
  return tokenSchema.parse(await response.json()).access_token;
}
