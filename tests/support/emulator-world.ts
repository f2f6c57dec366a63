import type { JWK } from "jose";
import { getResponse } from "msw";
import { createEmulator, type Emulator } from "../../mocks/cloud/emulator.ts";
import { signingKey } from "../../mocks/cloud/keys.ts";
import { seed } from "../../mocks/cloud/seed.ts";
import type { Settings } from "../../mocks/cloud/settings.ts";
import { createHandlers } from "../../mocks/handlers.ts";
import { managementApplication } from "../../mocks/oidc/applications.ts";

const origins = {
  auth: "https://auth-us.beyondidentity.com",
  api: "https://api-us.beyondidentity.com",
  app: "http://localhost:3000",
};

/** RSA keys take long to generate, so the worlds of a test file share two from before its first test. */
const signingKeys = await makeSigningKeys();

/** A new emulator at the vendor's host names, in memory. */
export function createWorld(settings: Partial<Settings> = {}) {
  const emulator = createEmulator({ origins, settings });
  emulator.store.state.signingKeys = signingKeys;
  const handlers = createHandlers(emulator);
  return worldOf(emulator, async (request) => {
    const response = await getResponse(handlers, request);
    if (!response) throw new Error(`nothing answers ${request.method} ${request.url}`);
    return response;
  });
}

/** The management API of an emulator that answers through `call`, in memory or over the network. */
export function worldOf(emulator: Emulator, call: (request: Request) => Promise<Response>) {
  let token: Promise<string> | undefined;
  function managementToken(scope?: string): Promise<string> {
    return requestManagementToken(call, `${managementApplication(emulator).issuer}/token`, scope);
  }

  return {
    emulator,
    call,
    managementToken,
    /** Calls the management API below the seed's realm, with every scope unless a token is given. */
    async api(method: string, path: string, body?: unknown, bearer?: string): Promise<Response> {
      if (bearer === undefined) token ??= managementToken();
      const url = `${emulator.origins.api}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}${path}`;
      const headers = { authorization: `Bearer ${bearer ?? (await token)}` };
      const text = body === undefined ? null : JSON.stringify(body);
      return call(new Request(url, { method, headers, body: text }));
    },
    /** Why the last request was refused, as the journal says. */
    reason: () => emulator.journal.entries()[0]?.reason,
  };
}

async function makeSigningKeys(): Promise<Record<string, JWK>> {
  const emulator = createEmulator({ origins });
  const applications = [seed.webApplication.id, seed.managementApplication.id];
  await Promise.all(applications.map((id) => signingKey(emulator, id)));
  return emulator.store.state.signingKeys;
}

export type World = ReturnType<typeof createWorld>;

async function requestManagementToken(
  call: (request: Request) => Promise<Response>,
  url: string,
  scope?: string,
): Promise<string> {
  const { clientId, clientSecret } = seed.managementApplication;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope === undefined ? {} : { scope }),
  });
  const response = await call(new Request(url, { method: "POST", body: form }));
  return (await response.json()).access_token;
}
