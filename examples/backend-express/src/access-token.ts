import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { ApiError } from "./api-error.ts";
import { issuerKeys } from "./issuer-keys.ts";
import type { Settings } from "./settings.ts";

const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * What tells an access token from an id_token of the same issuer and key, which would otherwise pass for one: it has
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

/** Who calls, and what they may do here. */
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
  { issuer, audience }: Settings,
): Promise<AccessToken> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      issuer,
      audience,
      requiredClaims: ["exp", "iat", "jti"],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
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
    throw refusalOf(error);
  }
}

/** Which check failed helps nobody but an attacker; that the issuer's keys are out of reach is another matter. */
function refusalOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const isAboutToken =
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== "ERR_JOSE_GENERIC";
  return isAboutToken
    ? new ApiError("invalid_token", "The access token is not valid.")
    : new ApiError("issuer_unavailable", "The issuer's keys cannot be had.");
}
