import { hash } from "node:crypto";
import type { JWTPayload } from "jose";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { rotateSigningKey, signingKey } from "../cloud/keys.ts";
import type { AuthorizationCode, Identity } from "../cloud/model.ts";
import type { Application } from "./applications.ts";
import type { Misbehaviour } from "./misbehaviours/misbehaviour.ts";
import { signIdToken } from "./misbehaviours/spoil.ts";
import { noSubject, subjectOf } from "./subject.ts";

const ID_TOKEN_SECONDS = 86_400;

/** The grant and identity of a sign-in, and the access token issued with the id_token. */
export type SignIn = {
  grant: Pick<AuthorizationCode, "authenticatedAt" | "authTimeAsked" | "oidcNonce" | "scope">;
  identity: Identity;
  accessToken: string;
  isRefreshed: boolean;
};

/**
 * Signs the id_token (OpenID Connect Core section 2, RS256).
 *
 * @param misbehaviour that is planted, which may spoil the token
 * @returns the compact JWS
 */
export async function createIdToken(
  emulator: Emulator,
  application: Application,
  signIn: SignIn,
  { rotatesKey, idToken = {}, refreshedIdToken = {} }: Partial<Misbehaviour> = {},
): Promise<string> {
  if (rotatesKey) await rotateSigningKey(emulator, application.id);
  const { privateKey, publicJwk, kid } = await signingKey(emulator, application.id);
  const claims = idTokenClaims(emulator, application, signIn);
  const header = { alg: "RS256", typ: "JWT", kid };
  const { clientSecret } = application;
  const draft = { header, claims, key: privateKey, publicJwk, clientSecret };
  return signIdToken(draft, idToken, ...(signIn.isRefreshed ? [refreshedIdToken] : []));
}

function idTokenClaims(
  { clock }: Emulator,
  application: Application,
  { grant, identity, accessToken }: SignIn,
): JWTPayload {
  const { issuer, clientId } = application;
  const issuedAt = epochSeconds(clock);
  return {
    iss: issuer,
    sub: subjectOf(application, identity, noSubject),
    aud: clientId,
    exp: issuedAt + ID_TOKEN_SECONDS,
    iat: issuedAt,
    auth_time: grant.authTimeAsked ? Math.floor(grant.authenticatedAt / 1000) : undefined,
    nonce: grant.oidcNonce,
    at_hash: leftHalfOfHash(accessToken),
    ...profileClaims(identity, grant.scope),
  };
}

/**
 * @param scope the granted scope. The email address is included only with `email`.
 * @returns the claims about the person, which id_token and userinfo share
 */
export function profileClaims(identity: Identity, scope: string) {
  const email = scope.split(" ").includes("email")
    ? identity.traits.primary_email_address
    : undefined;
  return { name: identity.displayName, preferred_username: identity.traits.username, email };
}

/** OpenID Connect Core section 3.1.3.6, for a token signed with RS256. */
function leftHalfOfHash(accessToken: string): string {
  return hash("sha256", accessToken, "buffer").subarray(0, 16).toString("base64url");
}
