import "server-only";
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import { discoveryOf } from "@/lib/oidc/shared-discovery";
import { pause } from "@/lib/pause";
import { requireThat } from "@/lib/require-that";

/** NIST SP 800-56B section 6.2: from here on. With the exponent 1 anyone can sign. jose checks the modulus alone. */
const SMALLEST_EXPONENT = 65_537n;
const TIMEOUT_MS = 4_000;
/** Shortest time between two fetches, so that forged key ids cannot make the app flood the issuer with requests. */
const COOLDOWN_MS = 2_000;

/** Cached by issuer. Its size is bounded by the number of configured issuers. */
const cached = new Map<string, { jwksUri: string; getKey: JWTVerifyGetKey }>();

/**
 * Provides the signing keys of an issuer (RFC 7517). They are cached, and fetched again when a token names an unknown
 * key. When the last fetch is too recent, the token waits until the next one is allowed. So a key is found even when
 * the issuer has just rotated its keys.
 *
 * @throws BeyondIdentityError when the discovery document cannot be fetched
 */
export async function issuerKeys(party: RelyingParty): Promise<JWTVerifyGetKey> {
  const { issuer, jwks_uri: jwksUri } = await discoveryOf(party);
  const known = cached.get(issuer);
  if (known?.jwksUri === jwksUri) return known.getKey;
  const getKey = keysWithRetry(new URL(jwksUri));
  cached.set(issuer, { jwksUri, getKey });
  return getKey;
}

function keysWithRetry(jwksUri: URL): JWTVerifyGetKey {
  const getKey = createRemoteJWKSet(jwksUri, {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
  });
  const strongKey: JWTVerifyGetKey = async (header, token) => {
    const key = await getKey(header, token);
    requireThat(hasLargeExponent(key), () => new errors.JWKSInvalid("a key is easy to forge"));
    return key;
  };
  return async (header, token) => {
    try {
      return await strongKey(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !getKey.coolingDown) throw error;
      await pause(COOLDOWN_MS);
      return strongKey(header, token);
    }
  };
}

function hasLargeExponent({ algorithm }: CryptoKey): boolean {
  const { publicExponent } = algorithm as RsaHashedKeyAlgorithm;
  return BigInt(`0x${Buffer.from(publicExponent).toString("hex")}`) >= SMALLEST_EXPONENT;
}
