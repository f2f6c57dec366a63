import { SignJWT } from "jose";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { signingKey } from "../cloud/keys.ts";
import type { AccessToken } from "../cloud/model.ts";
import { applicationPath, seed } from "../cloud/seed.ts";
import { randomToken } from "../cloud/store.ts";
import type { Application } from "./applications.ts";

/**
 * @param seconds how long it is good for
 * @returns the record of a new access token; nothing is awaited before it is stored
 */
export function recordAccessToken(
  { store, clock }: Emulator,
  application: Application,
  grant: Pick<AccessToken, "subject" | "principalType" | "scope" | "codeHash" | "credentialId">,
  seconds: number,
): AccessToken {
  const record: AccessToken = {
    ...grant,
    jti: randomToken(32),
    applicationId: application.id,
    realmId: application.realmId,
    expiresAt: clock.now() + seconds * 1000,
  };
  store.state.accessTokens.push(record);
  return record;
}

/**
 * Signs an access token in Beyond Identity's self-contained form: RS256, with `jku` and `kid` in its header.
 *
 * @param claims what this kind of token says beyond iss, sub, exp, nbf, iat, jti and azp
 */
export async function signAccessToken(
  emulator: Emulator,
  application: Application,
  record: AccessToken,
  claims: { aud: string[]; scope: string } & Record<string, unknown>,
): Promise<string> {
  const { privateKey, kid } = await signingKey(emulator, application.id);
  const issuedAt = epochSeconds(emulator.clock);
  return new SignJWT({ azp: resourceName(application), ...claims })
    .setProtectedHeader({
      alg: "RS256",
      typ: "JWT",
      kid,
      jku: `${application.issuer}/.well-known/jwks.json`,
    })
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
