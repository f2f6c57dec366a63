import "server-only";
import { type Counter, consume } from "@/lib/rate-limits/consume";
import { IPV6_SITE_FACTOR, LIMITS, type Windows } from "@/lib/rate-limits/limits";
import { ipv6SiteOf } from "@/lib/request/client-address";
import { requestContext } from "@/lib/request/request-context";

type LimitedAction = keyof typeof LIMITS;

/** Actions that are also limited for each account. */
type AccountAction = Exclude<LimitedAction, "bind" | "sign_in" | "callback">;

/**
 * Counts one attempt from the address that the current request came from.
 *
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export function limitByAddress(action: LimitedAction): Promise<void> {
  return consume(addressCounters(action, LIMITS[action].address));
}

/**
 * Counts one attempt on an account.
 *
 * @param account any identifier of the account, such as its email address. Stored as a hash.
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export function limitByAccount(action: AccountAction, account: string): Promise<void> {
  return consume([accountCounter(action, account)]);
}

export function accountCounter(action: AccountAction, account: string): Counter {
  return { name: `${action}:account`, limits: LIMITS[action].account, who: account };
}

/**
 * @param account set it to count each account separately
 * @returns counters for the client's address and, if that is an IPv6 network, for the site that contains it
 */
export function addressCounters(action: string, limits: Windows, account?: string): Counter[] {
  const { clientAddress } = requestContext();
  const who = (from: string) => (account === undefined ? from : `${from} ${account}`);
  const own = { name: `${action}:address`, limits, who: who(clientAddress) };
  const site = ipv6SiteOf(clientAddress);
  if (site === null) return [own];
  const wider = limits.map(([times, seconds]) => [times * IPV6_SITE_FACTOR, seconds] as const);
  return [own, { name: `${action}:site`, limits: wider, who: who(site) }];
}
