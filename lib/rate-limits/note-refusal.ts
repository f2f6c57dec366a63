import "server-only";
import { logThrottled } from "@/lib/log-throttled";
import { shortKeyedHash } from "@/lib/rate-limits/keyed-hash";
import { MAIL_CEILING, OWN_MAIL_CEILING } from "@/lib/rate-limits/limits";
import { requestContext } from "@/lib/request/request-context";

/**
 * Writes a refusal to the log, at most twice in a minute for each counter. The client's address appears as a keyed hash, so
 * that an operator can follow an attack and no address is stored.
 *
 * @param name the name of the counter
 * @param key the key of the counter that is used up
 */
export function noteRefusal(name: string, key: string): void {
  const { correlationId, clientAddress } = requestContext();
  const isCeiling = name === MAIL_CEILING || name === OWN_MAIL_CEILING;
  if (isCeiling) logThrottled("mail_ceiling_reached", name, { correlationId });
  const client = shortKeyedHash(clientAddress);
  logThrottled("rate_limited", key, { correlationId, reason: name, client });
}
