import "server-only";
import { decodeJwt } from "jose";
import { z } from "zod";

const timesSchema = z.object({ iat: z.number(), auth_time: z.number().optional() });

/**
 * @param idToken that `verifyIdToken` has accepted
 * @returns when the person proved who they are, by the issuer's clock. An issuer that does not tell (`auth_time`) says no more
 * than that it signed this token then.
 */
export function authenticatedAt(idToken: string): Date {
  const { auth_time: authTime, iat } = timesSchema.parse(decodeJwt(idToken));
  return new Date((authTime ?? iat) * 1000);
}
