import { hkdfSync } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";

const LIFETIME_SECONDS = 60;
const ALGORITHM = "HS256";
const KEY_BYTES = 32;

/**
 * Makes a token that lets `npm run doctor` ask the app how its requests arrive. It proves that the sender knows
 * AUTH_SECRET, and reveals nothing about it.
 *
 * @param secret `AUTH_SECRET`
 * @param appOrigin for which app
 * @param now milliseconds since the Unix epoch
 */
export function createArrivalToken(
  secret: string,
  appOrigin: string,
  now = Date.now(),
): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(appOrigin)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(keyOf(secret));
}

/** @returns whether a token is for this app, and not older than a minute */
export async function isArrivalToken(
  token: string,
  secret: string,
  appOrigin: string,
): Promise<boolean> {
  try {
    await jwtVerify(token, keyOf(secret), {
      algorithms: [ALGORITHM],
      audience: appOrigin,
      maxTokenAge: LIFETIME_SECONDS,
    });
    return true;
  } catch {
    return false;
  }
}

/** A key of its own (HKDF, RFC 5869), so that no token is of use for cookies or stored tokens. */
function keyOf(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "arrival token", KEY_BYTES));
}
