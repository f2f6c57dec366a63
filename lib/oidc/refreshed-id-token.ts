import "server-only";
import { decodeJwt } from "jose";
import { z } from "zod";
import { accessTokenHash } from "@/lib/oidc/access-token-hash";
import { IdTokenError } from "@/lib/oidc/id-token-error";
import { requireThat } from "@/lib/require-that";

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((audience) => [audience].flat()),
  at_hash: z.string().optional(),
});

/** The sign-in whose tokens were refreshed, and the new access token. */
type SignIn = { issuer: string; clientId: string; subject: string; accessToken: string };

/**
 * Requires that the id token in a refresh response is about the same sign-in (OIDC Core section 12.2). It does not verify
 * the signature, which Core section 3.1.3.7 permits for a token straight from the token endpoint: an outage of the keys
 * would cost a refresh token that has just been rotated.
 *
 * @throws IdTokenError
 */
export function requireSameSignIn(idToken: string, expected: SignIn): void {
  const claims = claimsSchema.safeParse(payloadOf(idToken));
  requireThat(claims.success, () => new IdTokenError("claims_invalid"));
  const { iss, sub, aud, at_hash: hash } = claims.data;
  requireThat(iss === expected.issuer, () => new IdTokenError("iss_mismatch"));
  requireThat(sub === expected.subject, () => new IdTokenError("sub_mismatch"));
  requireThat(aud.includes(expected.clientId), () => new IdTokenError("aud_mismatch"));
  requireThat(
    hash === undefined || hash === accessTokenHash(expected.accessToken),
    () => new IdTokenError("at_hash_mismatch"),
  );
}

function payloadOf(idToken: string): unknown {
  try {
    return decodeJwt(idToken);
  } catch {
    return null;
  }
}
