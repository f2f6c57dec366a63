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
} as const satisfies Record<string, Record<"address" | "account", readonly [number, number]>>;

export type LimitedAction = keyof typeof LIMITS;

/**
 * Counts one attempt from the address that the current request came from.
 *
 * @throws RateLimitError
 * @throws DatabaseError
 */
export function limitByAddress(action: LimitedAction): Promise<void> {
  return consume(action, "address", requestContext().clientAddress);
}

/**
 * Counts one attempt on an account.
 *
 * @param account anything that stands for it, such as its email address; stored as a hash
 * @throws RateLimitError
 * @throws DatabaseError
 */
export function limitByAccount(action: LimitedAction, account: string): Promise<void> {
  return consume(action, "account", createHash("sha256").update(account).digest("base64url"));
}

async function consume(action: LimitedAction, by: "address" | "account", who: string) {
  const [points, duration] = LIMITS[action][by];
  const limiter = new RateLimiterDrizzle({
    storeClient: await database(),
    schema: rateLimits,
    keyPrefix: `${action}:${by}`,
    points: Math.ceil(points * getEnv().rateLimitMultiplier),
    duration,
    clearExpiredByTimeout: false,
  });
  try {
    await limiter.consume(who);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw new DatabaseError();
    await recordEvent("rate_limited", { reason: `${action}:${by}` });
    throw new RateLimitError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}
