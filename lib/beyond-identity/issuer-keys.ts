import "server-only";
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { fetchDiscovery } from "@/lib/beyond-identity/discovery";
import { pause } from "@/lib/pause";

const TIMEOUT_MS = 4_000;
/** However many made-up key ids arrive, the issuer is asked no more often than this. */
const COOLDOWN_MS = 2_000;

let kept: { jwksUri: string; getKey: JWTVerifyGetKey } | undefined;

/**
 * The issuer's signing keys (RFC 7517), kept and fetched again when a token names one that is not among them. A key that
 * the issuer has just begun to use is found even when the keys were fetched a moment ago: its token waits until they
 * may be fetched again.
 *
 * @throws BeyondIdentityError when the discovery document cannot be had
 */
export async function issuerKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const { jwks_uri: jwksUri } = await fetchDiscovery(issuer);
  if (kept?.jwksUri !== jwksUri) kept = { jwksUri, getKey: patientKeys(new URL(jwksUri)) };
  return kept.getKey;
}

function patientKeys(jwksUri: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(jwksUri, {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !keys.coolingDown) throw error;
      await pause(COOLDOWN_MS);
      return keys(header, token);
    }
  };
}
