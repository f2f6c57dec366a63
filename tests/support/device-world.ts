import { exportJWK, generateKeyPair } from "jose";
import { getResponse } from "msw";
import { createEmulator, type Emulator } from "../../mocks/cloud/emulator.ts";
import type { Endpoint } from "../../mocks/cloud/endpoint.ts";
import { addIdentity } from "../../mocks/cloud/identities.ts";
import { publicJwks } from "../../mocks/cloud/keys.ts";
import type { Identity } from "../../mocks/cloud/model.ts";
import { applicationPath, seed } from "../../mocks/cloud/seed.ts";
import { jsonResponse } from "../../mocks/cloud/sent-response.ts";
import type { Settings } from "../../mocks/cloud/settings.ts";
import { createDispatch } from "../../mocks/dispatch.ts";
import { handlerOf } from "../../mocks/handlers.ts";
import { createAuthenticationRequest } from "../../mocks/sdk/authentication-request.ts";
import { createBindingJob } from "../../mocks/sdk/binding-job.ts";
import { sdkHandlers } from "../../mocks/sdk/handlers.ts";
import { openTransaction } from "../../mocks/sdk/transactions.ts";
import type { Call } from "./device.ts";
import { createMailDevice } from "./mail-device.ts";
import { createSoftwareDevice } from "./software-device.ts";
import { createWebAuthnDevice } from "./webauthn-device.ts";

const origins = {
  auth: "https://auth-us.beyondidentity.com",
  api: "https://api-us.beyondidentity.com",
  app: "http://localhost:3000",
};

/** One RSA key for all worlds of a test file, because making one takes its time. */
const signingJwk = generateKeyPair("RS256", { extractable: true }).then(({ privateKey }) =>
  exportJWK(privateKey),
);

/** One user, one browser of each kind and only the device protocol, in memory. */
export function createDeviceWorld(settings: Partial<Settings> = {}) {
  const emulator = createEmulator({ origins, settings });
  const call = inMemory(emulator);
  const identity = addPerson(emulator, "ada@example.com");
  return {
    emulator,
    call,
    identity,
    addIdentity: (username: string) => addPerson(emulator, username),
    software: createSoftwareDevice(call, emulator.clock.now),
    webAuthn: createWebAuthnDevice(call, { origin: origins.app }, emulator.clock.now),
    mail: createMailDevice(call, emulator.clock.now),
    /** The newest mailed one-time password. */
    mailedCode: () => emulator.store.state.messages.at(-1)?.otp ?? "no code was mailed",
    job: (owner = identity) => bindingJob(emulator, owner),
    link: (owner = identity) => bindingJob(emulator, owner).link,
    signIn: () => signInAddress(emulator),
    /** The status of an answer and the journal's reason for it. */
    outcome: async (response: Response | Promise<Response>) =>
      `${(await response).status} ${emulator.journal.entries()[0]?.reason ?? "no reason"}`,
  };
}

function inMemory(emulator: Emulator): Call {
  const pattern = `${origins.auth}${applicationPath(":realmId", ":applicationId")}/.well-known/jwks.json`;
  const jwks: Endpoint = {
    ...{ method: "GET", pattern },
    answer: async ({ params }) =>
      jsonResponse(await publicJwks(emulator, String(params.applicationId))),
  };
  const handlers = [handlerOf(origins.auth, createDispatch([...sdkHandlers(emulator), jwks]))];
  return async (request) => {
    const response = await getResponse(handlers, request);
    if (!response) throw new Error(`nothing answers ${request.method} ${request.url}`);
    return response;
  };
}

function addPerson(emulator: Emulator, username: string): Identity {
  return addIdentity(emulator, {
    realmId: seed.realm.id,
    displayName: username,
    status: "active",
    traits: { type: "traits_v0", username, primary_email_address: username },
  });
}

function bindingJob(emulator: Emulator, identity: Identity) {
  return createBindingJob(emulator, {
    identity,
    deliveryMethod: "RETURN",
    authenticatorConfigId: seed.authenticatorConfig.id,
  });
}

async function signInAddress(emulator: Emulator): Promise<string> {
  const transaction = openTransaction(emulator, {
    applicationId: seed.webApplication.id,
    realmId: seed.realm.id,
    clientId: seed.webApplication.clientId,
    redirectUri: `${origins.app}/api/auth/callback/beyondidentity`,
    scope: "openid",
    state: "state-of-the-client",
    oidcNonce: "nonce-of-the-client",
    codeChallenge: "challenge-of-the-client",
  });
  emulator.store.state.signingKeys[seed.webApplication.id] ??= await signingJwk;
  const request = await createAuthenticationRequest(emulator, transaction);
  return `${origins.app}/bi-authenticate?request=${request}`;
}

/** @returns a binding link as an application's `/bind` receives it, which a device need not open first. */
export function asAppLink(link: string): string {
  const { origin, pathname, searchParams } = new URL(link);
  const path = /tenants\/(.+)\/realms\/(.+)\/identities\/(.+)\/credential-binding-jobs\/(.+):/;
  const [, tenant_id = "", realm_id = "", identity_id = "", job_id = ""] =
    path.exec(pathname) ?? [];
  const token = searchParams.get("token") ?? "";
  const values = { api_base_url: origin, tenant_id, realm_id, identity_id, job_id, token };
  return `${origins.app}/bind?${new URLSearchParams(values)}`;
}
