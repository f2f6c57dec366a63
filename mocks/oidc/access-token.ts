import { randomBytes } from "node:crypto";
import type { JWTPayload } from "jose";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { signingKey } from "../cloud/keys.ts";
import { realmPath } from "../cloud/lookup.ts";
import type { AccessToken, Identity } from "../cloud/model.ts";
import { signRs256 } from "../cloud/rs256.ts";
import { hashToken, randomToken } from "../cloud/store.ts";
import type { Application } from "./applications.ts";

/** Who an access token is for, and the sign-in that it comes of. */
type Grant = Pick<AccessToken, "subject" | "principalType" | "scope" | "codeHash" | "credentialId">;

/**
 * Stores and signs an access token. It is stored before anything is awaited, so that a replay of its code revokes it.
 *
 * @param lifetimeSeconds how long it is valid
 * @param claims what this kind of token says beyond iss, sub, exp, nbf, iat, jti and azp
 * @returns the token in the application's form: self-contained (RS256, with `jku` and `kid` in its header), or
 * referential, which only the issuer can read
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
    issuedAt: emulator.clock.now(),
    expiresAt: emulator.clock.now() + lifetimeSeconds * 1000,
  };
  emulator.store.state.accessTokens.push(record);
  const payload = payloadOf(emulator, application, record, claims);
  const token =
    application.tokenFormat === "referential"
      ? referential(record, payload)
      : await signed(emulator, application, payload);
  record.suffix = token.slice(-4);
  return token;
}

function payloadOf(
  emulator: Emulator,
  application: Application,
  record: AccessToken,
  claims: JWTPayload,
): JWTPayload {
  const issuedAt = epochSeconds(emulator.clock);
  const { sub = record.subject, ...others } = claims;
  return {
    azp: resourceName(emulator, application),
    ...others,
    iss: application.issuer,
    sub,
    iat: issuedAt,
    nbf: issuedAt,
    exp: Math.floor(record.expiresAt / 1000),
    jti: record.jti,
  };
}

async function signed(
  emulator: Emulator,
  application: Application,
  payload: JWTPayload,
): Promise<string> {
  const { privateKey, kid } = await signingKey(emulator, application.id);
  const jku = `${application.issuer}/.well-known/jwks.json`;
  return signRs256({ kid, jku }, payload, privateKey);
}

/** A JWE (RFC 7516 section 7.1) that no key opens, so random bytes will do: what it says is kept in the store. */
function referential(record: AccessToken, claims: JWTPayload): string {
  const header = Buffer.from(JSON.stringify({ alg: "dir", enc: "A256GCM" })).toString("base64url");
  // With `dir` the encrypted key is empty. Then come the initialization vector, the ciphertext and the tag.
  const [vector, ciphertext, tag] = [12, 32, 16].map((size) =>
    randomBytes(size).toString("base64url"),
  );
  const token = [header, "", vector, ciphertext, tag].join(".");
  record.reference = { hash: hashToken(token), claims };
  return token;
}

/** @returns the name by which tokens call an application: its path below /v1, without the leading slash. */
export function resourceName(emulator: Emulator, { realmId, id }: Application): string {
  return `${realmName(emulator, realmId)}/applications/${id}`;
}

/** @returns the name by which tokens call an identity. */
export function identityName(emulator: Emulator, { realmId, id }: Identity): string {
  return `${realmName(emulator, realmId)}/identities/${id}`;
}

function realmName(emulator: Emulator, realmId: string): string {
  return realmPath(emulator, realmId).replace("/v1/", "");
}
