import "server-only";
import { errors, jwtVerify } from "jose";
import { z } from "zod";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { accessTokenHash } from "@/lib/oidc/access-token-hash";
import { IdTokenError } from "@/lib/oidc/id-token-error";
import { issuerKeys } from "@/lib/oidc/issuer-keys";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import { requireThat } from "@/lib/require-that";

const CLOCK_TOLERANCE_SECONDS = 60;
/** Auth.js keeps a sign-in open for 15 minutes, so an older id token belongs to another sign-in. */
const MAX_AGE_SECONDS = 15 * 60;

const LAST_SECOND_OF_YEAR_9999 = 253_402_300_799;

const refreshedClaimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
  iat: z.number(),
  auth_time: z.number().min(0).max(LAST_SECOND_OF_YEAR_9999).optional(),
  at_hash: z.string().optional(),
});
const claimsSchema = refreshedClaimsSchema.extend({ nonce: z.string().min(1) });

/** The claims of an id token that identify the user and the sign-in. */
type IdTokenClaims = { iss: string; sub: string; nonce: string };

/**
 * Verifies the id token of any OpenID Connect provider (OIDC Core section 3.1.3.7). Auth.js does not verify the
 * signature, so this checks it against the keys that the issuer publishes. It also checks issuer, audience, authorized
 * party, access token and times. A token without a key id is acceptable while the issuer publishes one key for it
 * (section 10.1).
 *
 * @param idToken compact JWS, as the token endpoint sent it
 * @param expected.accessToken that came with it (section 3.1.3.8)
 * @returns the verified claims
 * @throws IdTokenError when the token is not acceptable
 * @throws BeyondIdentityError when the keys cannot be fetched
 */
export async function verifyIdToken(
  idToken: string,
  expected: RelyingParty & { accessToken: string },
): Promise<IdTokenClaims> {
  const claims = await verify(idToken, expected, claimsSchema);
  const { at_hash: hash } = claims;
  requireThat(
    hash === undefined || hash === accessTokenHash(expected.accessToken),
    () => new IdTokenError("at_hash_mismatch"),
  );
  return claims;
}

/**
 * Verifies an id token that came with refreshed tokens. It has no nonce and must have the same subject as before (OIDC
 * Core section 12.2).
 *
 * @throws IdTokenError, BeyondIdentityError
 */
export async function verifyRefreshedIdToken(
  idToken: string,
  expected: RelyingParty & { subject: string },
): Promise<void> {
  const { sub } = await verify(idToken, expected, refreshedClaimsSchema);
  requireThat(sub === expected.subject, () => new IdTokenError("sub_mismatch"));
}

async function verify<T extends z.infer<typeof refreshedClaimsSchema>>(
  idToken: string,
  party: RelyingParty,
  schema: z.ZodType<T>,
): Promise<T> {
  const getKey = await issuerKeys(party);
  try {
    const { payload } = await jwtVerify(idToken, getKey, {
      algorithms: ["RS256"],
      issuer: party.issuer,
      audience: party.clientId,
      requiredClaims: ["exp", "iat"],
      maxTokenAge: MAX_AGE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const claims = schema.safeParse(payload);
    requireThat(claims.success, () => new IdTokenError("claims_invalid"));
    requireOtherClaims(claims.data, party);
    return claims.data;
  } catch (error) {
    throw translate(error);
  }
}

/** Checks the claims that jose does not check (OIDC Core section 3.1.3.7, points 4, 5 and 13). */
function requireOtherClaims(
  { aud, azp, auth_time: authTime = 0 }: z.infer<typeof refreshedClaimsSchema>,
  { clientId }: RelyingParty,
): void {
  const hasSeveralAudiences = Array.isArray(aud) && aud.length > 1;
  requireThat(azp !== undefined || !hasSeveralAudiences, () => new IdTokenError("azp_missing"));
  requireThat(azp === undefined || azp === clientId, () => new IdTokenError("azp_mismatch"));
  const latest = Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS;
  requireThat(authTime <= latest, () => new IdTokenError("auth_time_in_future"));
}

function translate(error: unknown): Error {
  if (error instanceof errors.JWKSTimeout) {
    return new BeyondIdentityError("cloud_timeout", "fetch signing keys");
  }
  if (error instanceof errors.JWKSInvalid) {
    return new BeyondIdentityError("cloud_response_invalid", "fetch signing keys");
  }
  if (error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC") {
    return new IdTokenError(error.code);
  }
  if (error instanceof IdTokenError) return error;
  return new BeyondIdentityError("cloud_unreachable", "fetch signing keys");
}
