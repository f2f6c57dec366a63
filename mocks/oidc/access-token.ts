import { SignJWT } from "jose";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { signingKey } from "../cloud/keys.ts";
import type { AccessToken } from "../cloud/model.ts";
import { applicationPath, seed } from "../cloud/seed.ts";
import { randomToken } from "../cloud/store.ts";
import type { Application } from "./applications.ts";

/** Who an access token is for, and the sign-in that it comes of. */
type Grant = Pick<AccessToken, "subject" | "principalType" | "scope" | "codeHash" | "credentialId">;

/**
 * Stores and signs an access token. It is stored before anything is awaited, so that a replay of its code revokes it.
 *
 * @param lifetimeSeconds how long it is valid
 * @param claims what this kind of token says beyond iss, sub, exp, nbf, iat, jti and azp
 * @returns the token in Beyond Identity's self-contained form: RS256, with `jku` and `kid` in its header
 */
export async function issueAccessToken(
  emulator: Emulator,
  application: Application,
  grant: Grant,
  lifetimeSeconds: number,
  claims: { aud: string[]; scope: string } & Record<string, unknown>,
): Promise<string> {
  const record: AccessToken = {
    ...grant,
    jti: randomToken(32),
    applicationId: application.id,
    realmId: application.realmId,
    expiresAt: emulator.clock.now() + lifetimeSeconds * 1000,
  };
  emulator.store.state.accessTokens.push(record);
  return signed(emulator, application, record, claims);
}

async function signed(
  emulator: Emulator,
  application: Application,
  record: AccessToken,
  claims: Record<string, unknown>,
): Promise<string> {
  const { privateKey, kid } = await signingKey(emulator, application.id);
  const issuedAt = epochSeconds(emulator.clock);
  const jku = `${application.issuer}/.well-known/jwks.json`;
  return new SignJWT({ azp: resourceName(application), ...claims })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid, jku })
    .setIssuer(application.issuer)
    .setSubject(record.subject)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(Math.floor(record.expiresAt / 1000))
    .setJti(record.jti)
    .sign(privateKey);
}

/** @returns the name by which tokens call an application: its path below /v1, without the leading slash. */
export function resourceName({ realmId, id }: Application): string {
  return applicationPath(realmId, id).replace("/v1/", "");
}

/** @returns the name by which tokens call an identity. */
export function identityName(realmId: string, identityId: string): string {
  return `tenants/${seed.tenant.id}/realms/${realmId}/identities/${identityId}`;
}
