import "server-only";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { database } from "@/lib/database/database";
import { rateLimits } from "@/lib/database/schema";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { keyedHash } from "@/lib/rate-limits/keyed-hash";
import type { Windows } from "@/lib/rate-limits/limits";
import { noteRefusal } from "@/lib/rate-limits/note-refusal";
import { tooManyRequests } from "@/lib/rate-limits/too-many-requests";
import { noteUsedUp, usedUpFor } from "@/lib/rate-limits/used-up";

/** A counter of attempts. */
export type Counter = {
  /** What is counted, such as `register:address`. */
  name: string;
  limits: Windows;
  /** The attempts that are still allowed once one of the limits is used up. */
  beyond?: Windows[number];
  /** Whose attempts. Stored as a hash. */
  who: string;
};

type Window = { name: string; key: string; times: number; seconds: number; beyond?: Window };

/**
 * Counts an attempt on each counter in turn, up to the first that is used up. Counters that this process knows to be used
 * up are checked first, and cost no write.
 *
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export async function consume(counters: Counter[]): Promise<void> {
  const windows = counters.flatMap(windowsOf);
  for (const window of windows) refuseFor(window.name, window.key, knownWait(window));
  for (const window of windows) refuseFor(window.name, window.key, await wait(window));
}

function windowsOf({ name, limits, beyond, who }: Counter): Window[] {
  return limits.map((limit) => ({
    ...windowOf(name, name, limit, who),
    ...(beyond && { beyond: windowOf(name, `${name}:beyond`, beyond, who) }),
  }));
}

function windowOf(name: string, prefix: string, limit: Windows[number], who: string): Window {
  const [times, seconds] = limit;
  return {
    name,
    key: `${prefix}:${seconds}:${keyedHash(who)}`,
    times: Math.ceil(times * getEnv().rateLimitMultiplier),
    seconds,
  };
}

/** @returns how long to wait as far as this process knows, without a query. */
function knownWait({ key, beyond }: Window): number {
  const own = usedUpFor(key);
  return own > 0 && beyond ? usedUpFor(beyond.key) : own;
}

/** @returns how long to wait, or 0 when the attempt is allowed. */
async function wait(window: Window): Promise<number> {
  const own = usedUpFor(window.key) || (await count(window));
  return own > 0 && window.beyond ? count(window.beyond) : own;
}

function refuseFor(name: string, key: string, milliseconds: number): void {
  if (milliseconds <= 0) return;
  noteRefusal(name, key);
  throw tooManyRequests(Math.max(1, Math.ceil(milliseconds / 1000)));
}

/** @returns how long to wait, or 0 when the attempt is allowed. */
async function count({ key, times, seconds }: Window): Promise<number> {
  const limiter = new RateLimiterDrizzle({
    storeClient: await database(),
    schema: rateLimits,
    keyPrefix: "",
    points: times,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key);
    if (remainingPoints === 0) noteUsedUp(key, msBeforeNext);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw new Failure("service_unavailable");
    noteUsedUp(key, refusal.msBeforeNext);
    return Math.max(1, refusal.msBeforeNext);
  }
}
