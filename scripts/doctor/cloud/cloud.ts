import { z } from "zod";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import type { CloudError } from "../../cloud/cloud-error.ts";
import { discoveryOf } from "../../cloud/issuer-path.ts";
import type { Application, Realm } from "../../cloud/schemas.ts";
import { secretsProblem } from "../../cloud/secrets-problem.ts";
import type { Environment } from "../environment.ts";
import { type Answer, ask, jsonOf } from "./ask.ts";
import { type SignInRequest, type SignInStart, signInAddress, signInStart } from "./authorize.ts";
import { type ManagementAccess, openManagement } from "./management-access.ts";
import { type AuthenticatorConfig, createReadings, type Reading } from "./readings.ts";
import { shared } from "./shared.ts";
import { bogusGrant, type TokenRefusal, tokenRefusal } from "./token-probe.ts";
import type { Transport } from "./transport.ts";

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

/** The part of the discovery document that the checks use (OpenID Connect Discovery 1.0 section 3). */
type DiscoveryDocument = z.infer<typeof documentSchema>;

/** Asks Beyond Identity's cloud. It changes nothing, and asks each question once. */
export type Cloud = {
  discovery(): Promise<Answer>;
  /** @returns null when there is no valid document. `issuer-discovery` says why. */
  document(): Promise<DiscoveryDocument | null>;
  keys(): Promise<Answer>;
  /** The cloud's time in milliseconds, or null when it does not say. */
  time(): Promise<number | null>;
  /** Starts a sign-in that no browser follows. */
  signIn(change?: Partial<Pick<SignInRequest, "scope" | "challenge">>): Promise<SignInStart>;
  /** Sends a grant that was never issued. */
  grant(type: "authorization_code" | "refresh_token"): Promise<TokenRefusal>;
  management(): Promise<ManagementAccess>;
  /** Below the tenant in the management API. */
  paths: { application: string; authenticatorConfig: string };
  /** Calls the management API. Null: it accepts the token, whatever its scopes are. */
  apiRefusal(): Promise<CloudError | null>;
  realm(): Promise<Reading<Realm>>;
  application(): Promise<Reading<Application>>;
  authenticatorConfig(): Promise<Reading<AuthenticatorConfig>>;
};

/** @returns the redirect URI that the app sends */
export function redirectUriOf({ appUrl }: Environment): string {
  return `${appUrl?.origin ?? ""}/api/auth/callback/beyondidentity`;
}

export function openCloud(environment: Environment, transport: Transport): Cloud {
  const { send } = transport;
  const { BEYOND_IDENTITY_CLIENT_ID: clientId = "" } = environment.variables;
  const { BEYOND_IDENTITY_CLIENT_SECRET: clientSecret = "" } = environment.variables;
  const redirectUri = redirectUriOf(environment);

  const discovery = shared(() => ask(send, discoveryOf(environment.issuer ?? "")));
  const document = shared(async () => {
    const answer = await discovery();
    if (answer.status !== 200) return null;
    return documentSchema.safeParse(jsonOf(answer)).data ?? null;
  });
  const endpoint = async (name: keyof DiscoveryDocument) => {
    const found = await document();
    if (!found) throw new Error("there is no discovery document");
    return found[name];
  };
  const management = shared(() => openManagement(environment, transport));

  return {
    discovery,
    document,
    keys: shared(async () => ask(send, await endpoint("jwks_uri"))),
    time: shared(async () => timeOf(await discovery())),
    signIn: shared(async (change = {}) => {
      const request = { clientId, redirectUri, ...change };
      const url = signInAddress(await endpoint("authorization_endpoint"), request);
      return signInStart(await ask(send, url), redirectUri);
    }),
    grant: shared(async (type) => {
      const address = await endpoint("token_endpoint");
      const problem = secretsProblem(environment.variables, address);
      if (problem !== null) return { kind: "unreachable", problem };
      const answer = await ask(send, address, {
        method: "POST",
        headers: { authorization: basicAuthorization(clientId, clientSecret) },
        body: bogusGrant(type, redirectUri),
      });
      return tokenRefusal(answer);
    }),
    management,
    ...createReadings(environment, management),
  };
}

function timeOf(answer: Answer): number | null {
  const date = answer.status === null ? null : answer.headers.get("date");
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? null : time;
}
