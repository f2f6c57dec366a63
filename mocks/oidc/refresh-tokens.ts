import type { Emulator } from "../cloud/emulator.ts";
import type { AccessToken, Identity, RefreshToken } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";
import { hashToken, randomToken } from "../cloud/store.ts";
import { traceAside, traceCheck, traceFollows, traceSubject } from "../cloud/trace.ts";
import type { Application } from "./applications.ts";
import { demandActive } from "./demand-active.ts";
import { tokenRefusal } from "./token-responses.ts";

/** Counted from the sign-in, not from the last use. Beyond Identity's console makes this configurable. */
const LIFE_MS = 30 * 24 * 3600 * 1000;

/** What all tokens of one sign-in have in common. */
export type Grant = Pick<
  RefreshToken,
  "codeHash" | "scope" | "identityId" | "credentialId" | "authenticatedAt" | "authTimeAsked"
>;

/** @returns a new refresh token, or undefined when refresh tokens are off. */
export function issueRefreshToken(
  emulator: Emulator,
  application: Application,
  grant: Grant,
): string | undefined {
  if (emulator.settings.refreshTokens === "off") return undefined;
  const token = randomToken(64);
  const { codeHash, scope, identityId, credentialId, authenticatedAt, authTimeAsked } = grant;
  emulator.store.state.refreshTokens.push({
    tokenHash: hashToken(token),
    suffix: token.slice(-4),
    applicationId: application.id,
    ...{ codeHash, scope, identityId, credentialId, authenticatedAt, authTimeAsked },
    expiresAt: authenticatedAt + LIFE_MS,
  });
  emulator.issued.record("refresh_token", token);
  return token;
}

/**
 * Redeems a refresh token (RFC 6749 section 6). Where they rotate, a second use revokes all tokens of the sign-in,
 * because one of the two users stole it (RFC 9700 section 4.14.2). Nothing is awaited between the check and the change,
 * so only one of two simultaneous uses succeeds.
 *
 * @param form with `refresh_token`, and with a `scope` that is no wider than that of the sign-in
 * @returns the token and its identity
 * @throws Refusal invalid_grant or invalid_scope
 */
export function redeemRefreshToken(
  emulator: Emulator,
  application: Application,
  { refresh_token: value, scope }: Partial<Record<string, string>>,
): { token: RefreshToken; identity: Identity } {
  traceSubject({ kind: "refresh" });
  traceCheck("Refresh token");
  demand(value !== undefined, () => tokenRefusal("invalid_request", "refresh_token is missing"));
  const token = findRefreshToken(emulator, application, value);
  demand(token, () => invalidGrant("the refresh token is unknown"));
  traceSubject({ identity_id: token.identityId });
  traceFollows(`code:${token.codeHash}`);
  traceCheck("First use");
  if (token.spentAt !== undefined) revokeGrant(emulator, token.codeHash);
  demand(token.spentAt === undefined, () =>
    invalidGrant("the refresh token was used before, so all tokens of its sign-in are revoked"),
  );
  traceCheck("Not revoked");
  demand(token.revokedAt === undefined, () => invalidGrant("the refresh token was revoked"));
  traceCheck("Age of the sign-in");
  demand(token.expiresAt > emulator.clock.now(), () =>
    invalidGrant("the sign-in is older than 30 days"),
  );
  traceCheck("Identity and passkey are active");
  const identity = demandActive(emulator, token, invalidGrant);
  const granted = token.scope.split(" ");
  const wider = scope?.split(" ").find((name) => !granted.includes(name));
  demand(wider === undefined, () =>
    tokenRefusal("invalid_scope", `the sign-in was not granted the scope ${wider}`),
  );
  if (emulator.settings.refreshTokens === "rotating") token.spentAt = emulator.clock.now();
  return { token, identity };
}

/** @returns the refresh token of an application, used, expired and revoked ones included. */
export function findRefreshToken(
  { store }: Emulator,
  application: Application,
  value: string,
): RefreshToken | undefined {
  const tokenHash = hashToken(value);
  return store.state.refreshTokens.findLast(
    (token) => token.tokenHash === tokenHash && token.applicationId === application.id,
  );
}

/** Revokes every token of one sign-in. */
export function revokeGrant({ store, clock }: Emulator, codeHash: string): void {
  traceAside("GrantOperation", "DELETE", "All tokens of the sign-in are revoked.");
  const tokens: (AccessToken | RefreshToken)[] = [
    ...store.state.accessTokens,
    ...store.state.refreshTokens,
  ];
  for (const token of tokens) {
    if (token.codeHash === codeHash) token.revokedAt ??= clock.now();
  }
}

function invalidGrant(reason: string): Refusal {
  return tokenRefusal("invalid_grant", reason);
}
