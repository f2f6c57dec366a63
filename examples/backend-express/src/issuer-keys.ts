import { setTimeout as pause } from "node:timers/promises";
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";

const TIMEOUT_MS = 5_000;
const KEPT_MS = 10 * 60 * 1000;
/** The shortest time between two requests to the issuer, however many unknown key ids arrive. */
const COOLDOWN_MS = 2_000;

/**
 * The issuer's public keys, cached and fetched again when a token names an unknown one. A key that the issuer
 * has just begun to use is found even if the keys were fetched a moment ago, because its token waits until they may be
 * fetched again.
 */
export function issuerKeys(jwksUrl: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: KEPT_MS,
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
