import type { JWK, JWTPayload } from "jose";
import type { Origins } from "./origins.ts";
import type { AuthenticatorConfig, World } from "./world.ts";

/** The state of the emulated cloud. Times are milliseconds since the Unix epoch. */
export type State = {
  /** What an administrator sets up: tenant, realms, applications, authenticators and resource servers. */
  world: World;
  /** The seed that the state began with, and the addresses that its world names. */
  seededFrom: string;
  origins: Origins;
  identities: Identity[];
  credentials: Credential[];
  bindingJobs: BindingJob[];
  batchJobs: BatchJob[];
  messages: Message[];
  transactions: Transaction[];
  authorizationCodes: AuthorizationCode[];
  accessTokens: AccessToken[];
  refreshTokens: RefreshToken[];
  passkeyBindingTokens: PasskeyBindingToken[];
  /** `jti` of every accepted assertion, until the assertion itself would have expired. */
  usedAssertions: { jti: string; expiresAt: number }[];
  /** Private signing keys by application id. They are kept across restarts, as the browser's passkeys are. */
  signingKeys: Record<string, JWK>;
  /** Public halves of the earlier signing keys by application id, newest first. */
  retiredKeys: Record<string, JWK[]>;
};

export type Identity = {
  id: string;
  realmId: string;
  displayName: string;
  status: "active" | "suspended";
  /** Beyond Identity's `traits_v0`, as sent, always with `type` and `username`. */
  traits: {
    type: "traits_v0";
    username: string;
    primary_email_address?: string | undefined;
  } & Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
};

export type Credential = {
  id: string;
  realmId: string;
  identityId: string;
  state: "ACTIVE" | "REVOKED";
  kind: "JWT" | "WEBAUTHN";
  jwk: JWK;
  /** RFC 7638 SHA-256 thumbprint, base64url: the `kid` of later assertions. */
  thumbprint: string;
  /** WebAuthn only: credential id (base64url), COSE public key (base64url) and the last signature counter. */
  webAuthn?: { credentialId: string; publicKey: string; counter: number } | undefined;
  createdAt: number;
  updatedAt: number;
};

export type BindingJob = {
  id: string;
  realmId: string;
  identityId: string;
  deliveryMethod: "RETURN" | "EMAIL";
  state: "LINK_SENT" | "LINK_OPENED" | "REQUEST_DELIVERED" | "COMPLETE" | "EXPIRED" | "REVOKED";
  /** Of a configuration of the realm, or else the job has one of its own. */
  authenticatorConfigId?: string | undefined;
  authenticatorConfig?: AuthenticatorConfig["config"] | undefined;
  postBindingRedirectUri?: string | undefined;
  /** SHA-256 of the one-time token, base64url: only the link contains the token itself. */
  tokenHash: string;
  credentialId?: string | undefined;
  expiresAt: number;
  createdAt: number;
  updatedAt: number;
};

/** Binding links for many identities, mailed in one request. */
export type BatchJob = {
  id: string;
  realmId: string;
  identityIds: string[];
  authenticatorConfigId: string;
  postBindingRedirectUri?: string | undefined;
  jobIds: string[];
  /** Why an identity got no link, by its id. */
  errors: Record<string, string>;
  createdAt: number;
  updatedAt: number;
};

export type Message = {
  id: string;
  to: string;
  subject: string;
  link?: string | undefined;
  otp?: string | undefined;
  createdAt: number;
};

/** One authorization request on its way through the embedded SDK. */
export type Transaction = {
  id: string;
  applicationId: string;
  realmId: string;
  /** Sent back by the SDK as `x-correlation-id`. */
  correlationId: string;
  /** The open challenge, or undefined once a response has used it. */
  nonce?: string | undefined;
  /** How many extra challenges remain before `allow`. */
  proveRounds: number;
  clientId: string;
  redirectUri: string;
  scope: string;
  state?: string | undefined;
  oidcNonce?: string | undefined;
  /** Whether `max_age` was sent, which adds `auth_time` to the id_token. */
  authTimeAsked?: boolean | undefined;
  codeChallenge?: string | undefined;
  /** Absent with S256. */
  codeChallengeMethod?: "plain" | undefined;
  /** Set when a code was requested by mail. From then on a passkey cannot complete the sign-in. */
  oneTimePassword?: OneTimePassword | undefined;
  expiresAt: number;
};

export type OneTimePassword = {
  /** In lower case. */
  email: string;
  codeHash: string;
  wrongTries: number;
  expiresAt: number;
};

/** A person who signed in with a mailed code exchanges it for a binding link, once. */
export type PasskeyBindingToken = {
  tokenHash: string;
  applicationId: string;
  realmId: string;
  identityId: string;
  usedAt?: number | undefined;
  expiresAt: number;
};

export type AuthorizationCode = {
  codeHash: string;
  applicationId: string;
  realmId: string;
  clientId: string;
  redirectUri: string;
  scope: string;
  oidcNonce?: string | undefined;
  authTimeAsked?: boolean | undefined;
  codeChallenge?: string | undefined;
  /** Absent with S256. */
  codeChallengeMethod?: "plain" | undefined;
  identityId: string;
  /** Of the passkey, or undefined after a one-time password. */
  credentialId?: string | undefined;
  authenticatedAt: number;
  usedAt?: number | undefined;
  expiresAt: number;
};

export type RefreshToken = {
  tokenHash: string;
  applicationId: string;
  /** Of the authorization code of the sign-in. All its tokens are revoked together. */
  codeHash: string;
  scope: string;
  identityId: string;
  credentialId?: string | undefined;
  authenticatedAt: number;
  authTimeAsked?: boolean | undefined;
  suffix?: string | undefined;
  /** When it was used, if refresh tokens rotate. */
  spentAt?: number | undefined;
  revokedAt?: number | undefined;
  expiresAt: number;
};

export type AccessToken = {
  jti: string;
  applicationId: string;
  realmId: string;
  /** Identity id for a person, client id for a machine. */
  subject: string;
  principalType: "identity" | "application";
  scope: string;
  issuedAt?: number | undefined;
  /** The last characters of its value, by which an administrator tells it from others. */
  suffix?: string | undefined;
  /** The code it was issued for, so that a replay of the code revokes this token (RFC 6749 section 4.1.2). */
  codeHash?: string | undefined;
  /** Of a token that says nothing itself: the hash of its value, and what an introspection returns. */
  reference?: { hash: string; claims: JWTPayload } | undefined;
  /** Of the passkey that a person signed in with. */
  credentialId?: string | undefined;
  revokedAt?: number | undefined;
  expiresAt: number;
};
