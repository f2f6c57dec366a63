import "server-only";
import { decodeJwt } from "jose";
import { z } from "zod";

const timesSchema = z.object({ iat: z.number(), auth_time: z.number().optional() });

/**
 * @param idToken that `verifyIdToken` has accepted
 * @returns when the user authenticated, by the issuer's clock (`auth_time`). Without that claim, the time at which the
 * issuer signed the token (`iat`), which may be later.
 */
export function authenticatedAt(idToken: string): Date {
  const { auth_time: authTime, iat } = timesSchema.parse(decodeJwt(idToken));
  return new Date((authTime ?? iat) * 1000);
}
