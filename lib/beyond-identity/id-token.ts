import "server-only";
import { errors, jwtVerify } from "jose";
import { z } from "zod";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { issuerKeys } from "@/lib/beyond-identity/issuer-keys";
import { requireThat } from "@/lib/require-that";

const CLOCK_TOLERANCE_SECONDS = 60;
/** Auth.js keeps a sign-in open for 15 minutes; an id token that is older than that is not this sign-in's. */
const MAX_AGE_SECONDS = 15 * 60;

const refreshedClaimsSchema = z.object({ iss: z.string(), sub: z.string().min(1) });
const claimsSchema = refreshedClaimsSchema.extend({ nonce: z.string().min(1) });

/** The claims of an id token that the app goes by. */
export type IdTokenClaims = z.infer<typeof claimsSchema>;

/** The id token is not one that this issuer signed for this client in this sign-in. */
export class IdTokenError extends Error {
  override name = "IdTokenError";

  /** @param reason a code of jose or of our own, for the log */
  constructor(readonly reason: string) {
    super(`id token refused: ${reason}`);
  }
}

/**
 * Verifies what Auth.js leaves out (OIDC Core section 3.1.3.7): the signature against the issuer's published keys, and
 * once more issuer, audience and times.
 *
 * @param idToken compact JWS, as the token endpoint sent it
 * @param expected the configured issuer and our client id
 * @returns the verified claims
 * @throws IdTokenError when the token is not acceptable
 * @throws BeyondIdentityError when the keys cannot be had
 */
export async function verifyIdToken(
  idToken: string,
  expected: { issuer: string; clientId: string },
): Promise<IdTokenClaims> {
  return verify(idToken, expected, claimsSchema);
}

/**
 * The same for an id token that came with refreshed tokens: it has no nonce and must be about the same person (OIDC Core
 * section 12.2).
 *
 * @throws IdTokenError, BeyondIdentityError
 */
export async function verifyRefreshedIdToken(
  idToken: string,
  expected: { issuer: string; clientId: string; subject: string },
): Promise<void> {
  const { sub } = await verify(idToken, expected, refreshedClaimsSchema);
  requireThat(sub === expected.subject, () => new IdTokenError("sub_mismatch"));
}

async function verify<T>(
  idToken: string,
  expected: { issuer: string; clientId: string },
  schema: z.ZodType<T>,
): Promise<T> {
  const getKey = await issuerKeys(expected.issuer);
  try {
    const { payload, protectedHeader } = await jwtVerify(idToken, getKey, {
      algorithms: ["RS256"],
      issuer: expected.issuer,
      audience: expected.clientId,
      requiredClaims: ["exp", "iat"],
      maxTokenAge: MAX_AGE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    requireThat(protectedHeader.kid, () => new IdTokenError("kid_missing"));
    const claims = schema.safeParse(payload);
    requireThat(claims.success, () => new IdTokenError("claims_invalid"));
    return claims.data;
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): Error {
  if (error instanceof errors.JWKSTimeout) {
    return new BeyondIdentityError("cloud_timeout", "fetch signing keys");
  }
  if (error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC") {
    return new IdTokenError(error.code);
  }
  if (error instanceof IdTokenError) return error;
  return new BeyondIdentityError("cloud_unreachable", "fetch signing keys");
}
