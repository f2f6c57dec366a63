import { createHash } from "node:crypto";
import { seed } from "../../mocks/cloud/seed.ts";
import type { Settings } from "../../mocks/cloud/settings.ts";
import { webApplication } from "../../mocks/oidc/applications.ts";
import { createWorld } from "./emulator-world.ts";
import { createSoftwareDevice } from "./software-device.ts";

/** Parameters to change. `undefined` removes one. */
export type Changes = Record<string, string | undefined>;

const verifier = "verifier-of-the-client-which-is-long-enough-1";
const { clientId, clientSecret } = seed.webApplication;

/** One registered user with a passkey, and the starter's side of OpenID Connect, where a test can forge each value. */
export async function createSignInWorld(
  settings: Partial<Settings> = {},
  world: World = createWorld(settings),
) {
  const { issuer } = webApplication(world.emulator);
  const redirectUri = `${world.emulator.origins.app}/api/auth/callback/beyondidentity`;
  const identity = await person(world);
  const device = createSoftwareDevice(world.call, world.emulator.clock.now);
  const passkey = await device.bind(await bindingLink(world, identity.id));

  function authorize(changes: Changes = {}): Promise<Response> {
    const query = parameters({ ...authorizationRequest(redirectUri), ...changes });
    return world.call(new Request(`${issuer}/authorize?${query}`));
  }

  async function code(changes: Changes = {}): Promise<string> {
    const location = (await authorize(changes)).headers.get("location") ?? "";
    const callback = new URL(await device.authenticate(location, passkey));
    return callback.searchParams.get("code") ?? "";
  }

  function redeem(value: string, changes: Changes = {}, headers = basic()): Promise<Response> {
    const form = parameters({
      grant_type: "authorization_code",
      code: value,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });
    return world.call(new Request(`${issuer}/token`, { method: "POST", headers, body: form }));
  }

  return {
    ...world,
    ...{ issuer, identity, device, passkey, authorize, code, redeem },
    /** @returns the token endpoint's response to a whole sign-in. */
    signIn: async (changes: Changes = {}) => (await redeem(await code(changes))).json(),
    userinfo: (token?: string) => world.call(userinfoRequest(issuer, token)),
  };
}

/** @returns the header of client_secret_basic (RFC 6749 section 2.3.1). */
export function basic(id: string = clientId, secret: string = clientSecret) {
  const pair = [id, secret].map(encodeURIComponent).join(":");
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

/** @returns the parameters that are not undefined, form-encoded. */
export function parameters(changes: Changes): URLSearchParams {
  const present = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(present);
}

function authorizationRequest(redirectUri: string): Changes {
  return {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: "openid profile email",
    state: "state-of-the-client",
    nonce: "nonce-of-the-client",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
}

function userinfoRequest(issuer: string, token?: string): Request {
  const headers = new Headers(token === undefined ? [] : [["authorization", `Bearer ${token}`]]);
  return new Request(`${issuer}/userinfo`, { headers });
}

type World = ReturnType<typeof createWorld>;

async function person({ api }: World): Promise<{ id: string }> {
  const address = "ada@example.com";
  const traits = { type: "traits_v0", username: address, primary_email_address: address };
  return (await api("POST", "/identities", { identity: { display_name: "Ada", traits } })).json();
}

async function bindingLink({ api }: World, identityId: string): Promise<string> {
  const job = {
    delivery_method: "RETURN",
    authenticator_config_id: seed.authenticatorConfig.id,
  };
  const answer = await api("POST", `/identities/${identityId}/credential-binding-jobs`, { job });
  return (await answer.json()).credential_binding_link;
}
