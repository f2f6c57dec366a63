import { getResponse } from "msw";
import { createEmulator } from "../../mocks/cloud/emulator.ts";
import { addIdentity } from "../../mocks/cloud/identities.ts";
import { applicationPath, seed } from "../../mocks/cloud/seed.ts";
import { createHandlers } from "../../mocks/handlers.ts";

/** Ids by the names that the published paths have. */
export type Ids = Record<string, string>;

/** An answer of the management API, and why it refused. */
export type Answer = { status: number; body: unknown; reason: string | undefined };

const origin = "http://localhost:4400";

/** @returns an emulator in memory that has one of everything, and what calls it */
export async function prepareTenant() {
  const origins = { auth: origin, api: origin, app: "http://localhost:3000" };
  const emulator = createEmulator({ origins });
  const handlers = createHandlers(emulator);

  async function send(request: Request): Promise<Response> {
    const response = await getResponse(handlers, request);
    if (!response) throw new Error(`nothing answers ${request.method} ${request.url}`);
    return response;
  }

  async function ask(method: string, path: string, token?: string, body?: unknown) {
    const headers = new Headers(token === undefined ? [] : [["authorization", `Bearer ${token}`]]);
    const content = body === undefined ? null : JSON.stringify(body);
    const response = await send(
      new Request(`${origin}${path}`, { method, headers, body: content }),
    );
    const text = await response.text();
    const [entry] = emulator.journal.entries();
    const answer: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, body: answer, reason: entry?.reason };
  }

  async function tokenWith(scopes?: string[]): Promise<string> {
    const { id, clientId, clientSecret } = seed.managementApplication;
    const body = new URLSearchParams({
      ...{ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret },
      ...(scopes ? { scope: scopes.join(" ") } : {}),
    });
    const address = `${origin}${applicationPath(seed.adminRealm.id, id)}/token`;
    return (await (await send(new Request(address, { method: "POST", body }))).json()).access_token;
  }

  const all = await tokenWith();
  const ids = await withOneOfEverything(emulator, (path, body) =>
    ask("POST", inRealm(path), all, body),
  );
  ids.token_id = emulator.store.state.accessTokens.at(-1)?.jti ?? "";
  const prepared = structuredClone(emulator.store.state);
  return {
    ...{ ids, all, ask, tokenWith },
    again: () => emulator.store.replace(structuredClone(prepared)),
  };
}

export type Tenant = Awaited<ReturnType<typeof prepareTenant>>;

const inRealm = (path: string) => `/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}${path}`;

async function withOneOfEverything(
  emulator: ReturnType<typeof createEmulator>,
  post: (path: string, body: object) => Promise<Answer>,
): Promise<Ids> {
  const identity = addIdentity(emulator, {
    ...{ realmId: seed.realm.id, displayName: "Ada", status: "active" },
    traits: { type: "traits_v0", username: "ada" },
  });
  const suspended = addIdentity(emulator, {
    ...{ realmId: seed.realm.id, displayName: "Grace", status: "suspended" },
    traits: { type: "traits_v0", username: "grace" },
  });
  const now = identity.createdAt;
  emulator.store.state.credentials.push({
    ...{ id: "00000000000000aa", realmId: seed.realm.id, identityId: identity.id },
    ...{ state: "ACTIVE", kind: "JWT", jwk: {}, thumbprint: "", createdAt: now, updatedAt: now },
  });
  const made = async (path: string, body: object): Promise<string> => {
    const { status, body: answer } = await post(path, body);
    if (status !== 200 || typeof answer !== "object") throw new Error(`${path}: ${status}`);
    return idIn(answer);
  };
  const authenticator_config_id: string = seed.authenticatorConfig.id;
  const resource_server_id: string = seed.resourceServer.id;
  return {
    ...{ tenant_id: seed.tenant.id, realm_id: seed.realm.id },
    ...{ application_id: seed.webApplication.id, authenticator_config_id, resource_server_id },
    ...{ identity_id: identity.id, suspended_identity_id: suspended.id },
    credential_id: "00000000000000aa",
    group_id: await made("/groups", { group: { display_name: "Group" } }),
    role_id: await made(`/resource-servers/${resource_server_id}/roles`, {
      role: { display_name: "Role" },
    }),
    theme_id: await made("/themes", { theme: {} }),
    credential_binding_job_id: await made(`/identities/${identity.id}/credential-binding-jobs`, {
      job: { delivery_method: "RETURN", authenticator_config_id },
    }),
    batch_credential_binding_job_id: await made("/batch-credential-binding-jobs", {
      batch_credential_binding_job: {
        ...{ identity_ids: [identity.id], job_template: { authenticator_config_id } },
      },
    }),
  };
}

/** The id of what was made, which some answers put into an envelope. */
function idIn(answer: object | null): string {
  const inner =
    answer && "credential_binding_job" in answer ? answer.credential_binding_job : answer;
  if (typeof inner === "object" && inner !== null && "id" in inner) return String(inner.id);
  throw new Error("an answer has no id");
}
