import "server-only";
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { fetchDiscovery } from "@/lib/oidc/discovery";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import { pause } from "@/lib/pause";

const TIMEOUT_MS = 4_000;
/** However many made-up key ids arrive, the issuer is asked no more often than this. */
const COOLDOWN_MS = 2_000;

/** By issuer, of which there are as many as are configured. */
const kept = new Map<string, { jwksUri: string; getKey: JWTVerifyGetKey }>();

/**
 * The signing keys of an issuer (RFC 7517), kept and fetched again when a token names one that is not among them. A key that
 * the issuer has just begun to use is found even when the keys were fetched a moment ago: its token waits until they
 * may be fetched again.
 *
 * @throws BeyondIdentityError when the discovery document cannot be had
 */
export async function issuerKeys(party: RelyingParty): Promise<JWTVerifyGetKey> {
  const { issuer, jwks_uri: jwksUri } = await fetchDiscovery(party);
  const known = kept.get(issuer);
  if (known?.jwksUri === jwksUri) return known.getKey;
  const getKey = patientKeys(new URL(jwksUri));
  kept.set(issuer, { jwksUri, getKey });
  return getKey;
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
