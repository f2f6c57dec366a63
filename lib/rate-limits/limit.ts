import "server-only";
import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { recordEvent } from "@/lib/audit/audit";
import { database } from "@/lib/database/database";
import { DatabaseError } from "@/lib/database/database-error";
import { rateLimits } from "@/lib/database/schema";
import { getEnv } from "@/lib/env";
import { RateLimitError } from "@/lib/rate-limits/rate-limit-error";
import { requestContext } from "@/lib/request-context";

/** What is limited: so many times in so many seconds. */
const LIMITS = {
  register: { address: [30, 60], account: [10, 3600] },
  recover: { address: [30, 60], account: [10, 3600] },
  sign_in: { address: [60, 60], account: [30, 600] },
  callback: { address: [60, 60], account: [30, 600] },
  refresh: { address: [120, 60], account: [12, 60] },
  bind: { address: [60, 60] },
} as const satisfies Record<string, Limits>;

type Limits = { address: readonly [number, number]; account?: readonly [number, number] };

type LimitedAction = keyof typeof LIMITS;

/** What is limited for each account as well. */
type AccountAction = Exclude<LimitedAction, "bind">;

/**
 * Counts one attempt from the address that the current request came from.
 *
 * @throws RateLimitError
 * @throws DatabaseError
 */
export function limitByAddress(action: LimitedAction): Promise<void> {
  return consume(`${action}:address`, LIMITS[action].address, requestContext().clientAddress);
}

/**
 * Counts one attempt on an account.
 *
 * @param account anything that stands for it, such as its email address; stored as a hash
 * @throws RateLimitError
 * @throws DatabaseError
 */
export function limitByAccount(action: AccountAction, account: string): Promise<void> {
  const who = createHash("sha256").update(account).digest("base64url");
  return consume(`${action}:account`, LIMITS[action].account, who);
}

async function consume(
  keyPrefix: string,
  [points, duration]: readonly [number, number],
  who: string,
): Promise<void> {
  const limiter = new RateLimiterDrizzle({
    storeClient: await database(),
    schema: rateLimits,
    keyPrefix,
    points: Math.ceil(points * getEnv().rateLimitMultiplier),
    duration,
    clearExpiredByTimeout: false,
  });
  try {
    await limiter.consume(who);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw new DatabaseError();
    await recordEvent("rate_limited", { reason: keyPrefix });
    throw new RateLimitError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}
