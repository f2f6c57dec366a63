import { managementScopes } from "../../../mocks/cloud/management-scopes.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import { createWorld } from "../emulator-world.ts";
import { createSoftwareDevice } from "../software-device.ts";
import type { Ids } from "./row.ts";

/** A tenant with one of everything, which each request finds as it was prepared. */
export async function prepareTenant() {
  const world = createWorld();
  const { emulator, call, api } = world;
  const post = async (path: string, body: object) => (await api("POST", path, body)).json();
  const person = async (username: string) => {
    const traits = { type: "traits_v0", username };
    return (await post("/identities", { identity: { display_name: username, traits } })).id;
  };
  const identity = await person("ada");
  const job = async () =>
    post(`/identities/${identity}/credential-binding-jobs`, {
      job: {
        ...{ delivery_method: "RETURN", authenticator_config_id: seed.authenticatorConfig.id },
      },
    });
  const device = createSoftwareDevice(call, emulator.clock.now);
  const passkey = await device.bind((await job()).credential_binding_link);
  const server = (name: string) =>
    post("/resource-servers", {
      resource_server: {
        ...{ display_name: name, identifier: `https://${name}.example`, scopes: ["a:read"] },
      },
    });
  const { id: resource_server_id } = await server("one");
  const config = { type: "embedded", invoke_url: "https://a.example", trusted_origins: [] };
  const protocol_config = { type: "oidc", grant_type: ["authorization_code"] };
  const created = async (path: string, body: object) => (await post(path, body)).id as string;
  const ids: Ids = {
    ...{ tenant_id: seed.tenant.id, realm_id: seed.realm.id, admin_realm_id: seed.adminRealm.id },
    other_realm_id: otherRealm(world),
    ...{ identity_id: identity, second_identity_id: await person("grace") },
    ...{ credential_id: passkey.id, resource_server_id },
    group_id: await created("/groups", { group: { display_name: "Group" } }),
    role_id: await created(`/resource-servers/${resource_server_id}/roles`, {
      role: { display_name: "Role" },
    }),
    free_resource_server_id: (await server("two")).id,
    credential_binding_job_id: (await job()).credential_binding_job.id,
    theme_id: await created("/themes", { theme: {} }),
    application_id: await created("/applications", {
      application: { display_name: "App", protocol_config },
    }),
    authenticator_config_id: await created("/authenticator-configs", {
      authenticator_config: { display_name: "Config", config },
    }),
    management_application_id: seed.managementApplication.id,
    batch_credential_binding_job_id: await created("/batch-credential-binding-jobs", {
      batch_credential_binding_job: {
        identity_ids: [identity],
        job_template: { authenticator_config_id: seed.authenticatorConfig.id },
      },
    }),
  };
  // By now the queue of batches is empty again.
  emulator.clock.advance(60);
  const everything = await world.managementToken();
  const lacking = await tokensWithoutOneScope(world);
  await world.managementToken("tenants:read");
  const token_id = emulator.store.state.accessTokens.at(-1)?.jti ?? "";
  const prepared = structuredClone(emulator.store.state);
  return {
    ...{ ids: { ...ids, token_id }, everything, lacking, call, api: emulator.origins.api },
    again: () => emulator.store.replace(structuredClone(prepared)),
  };
}

function otherRealm({ emulator }: ReturnType<typeof createWorld>): string {
  const id = "00000000000000ff";
  const time = "2024-01-01T00:00:00.000Z";
  const realm = { id, display_name: "Other", create_time: time, update_time: time };
  emulator.store.state.world.realms.push(realm);
  return id;
}

/** By the scope that each token lacks. */
async function tokensWithoutOneScope({ managementToken }: ReturnType<typeof createWorld>) {
  const tokens: Record<string, string> = {};
  for (const scope of managementScopes) {
    const others = managementScopes.filter((other) => other !== scope);
    tokens[scope] = await managementToken(others.join(" "));
  }
  return tokens;
}
