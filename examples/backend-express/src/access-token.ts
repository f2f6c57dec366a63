import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { ApiError } from "./api-error.ts";
import { faultOf } from "./fault-of.ts";
import { issuerKeys } from "./issuer-keys.ts";
import type { Settings } from "./settings.ts";

/** The app tolerates as much, so a token that it has just received is not refused here. */
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * Distinguishes an access token from an id_token of the same issuer and key, which would otherwise pass for one. It has
 * scopes, and nothing that binds it to a sign-in (OpenID Connect Core section 2).
 */
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  exp: z.number(),
  scope: z.string(),
  nonce: z.never().optional(),
  at_hash: z.never().optional(),
  c_hash: z.never().optional(),
  auth_time: z.never().optional(),
});

/** The caller and what they may do here. */
export type AccessToken = {
  issuer: string;
  subject: string;
  scopes: string[];
  expiresAt: Date;
};

export type VerifyAccessToken = (token: string) => Promise<AccessToken>;

/** @returns a verifier of access tokens that are meant for this resource server. */
export function accessTokenVerifier(settings: Settings): VerifyAccessToken {
  const keys = issuerKeys(settings.jwksUrl);
  return (token) => verify(token, keys, settings);
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience, jwksUrl }: Settings,
): Promise<AccessToken> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      issuer,
      audience,
      requiredClaims: ["exp", "iat", "jti"],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    demandIssuedByNow(payload);
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) throw new ApiError("invalid_token", "This is no access token.");
    const { iss, sub, exp, scope } = claims.data;
    return {
      issuer: iss,
      subject: sub,
      scopes: scope.split(" ").filter((name) => name !== ""),
      expiresAt: new Date(exp * 1000),
    };
  } catch (error) {
    throw refusalOf(error, jwksUrl);
  }
}

function demandIssuedByNow({ iat = 0 }: JWTPayload): void {
  if (iat > Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS) throw notYetValid();
}

/**
 * The failed check would only help an attacker, with two exceptions. Times are checked once the signature has
 * proved valid, and the operator must fix a wrong clock. The operator must also fix unavailable keys.
 */
function refusalOf(error: unknown, jwksUrl: string): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof errors.JWTExpired) return expired();
  const isEarly = error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf";
  if (isEarly && error.reason === "check_failed") return notYetValid();
  const isAboutToken =
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== "ERR_JOSE_GENERIC";
  if (isAboutToken) return new ApiError("invalid_token", "The access token is not valid.");
  const { origin, pathname } = new URL(jwksUrl);
  return new ApiError("issuer_unavailable", "The issuer's keys cannot be had.", {
    logLine: `the issuer's keys cannot be had at ${origin}${pathname}: ${faultOf(error)}`,
  });
}

const notYetValid = () =>
  outOfTime(
    "The access token is not valid yet by this server's clock.",
    `The clocks of the servers differ by more than ${CLOCK_TOLERANCE_SECONDS} seconds.`,
  );

const expired = () =>
  outOfTime(
    "The access token has expired by this server's clock.",
    "If it was given out just now, the clocks of the servers differ.",
  );

function outOfTime(what: string, why: string): ApiError {
  const message = `${what} ${why}`;
  return new ApiError("invalid_token", message, { logLine: `refused: ${message}` });
}
