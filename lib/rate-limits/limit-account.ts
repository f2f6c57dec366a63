import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { getEnv } from "@/lib/env/env";
import { consume } from "@/lib/rate-limits/consume";
import { ACCOUNT_LIMITS } from "@/lib/rate-limits/limits";
import { noteRefusal } from "@/lib/rate-limits/note-refusal";
import { tooManyRequests } from "@/lib/rate-limits/too-many-requests";
import type { Owner } from "@/lib/sessions/registry";

type InProcess = "request" | "backend";

const limiters = new Map<InProcess, RateLimiterMemory>();

/**
 * Counts what a signed-in person asks for. Requests are counted in this process, which costs no write; what reaches the
 * cloud is counted over all processes, because its quota is shared by everybody.
 *
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export async function limitAccount(
  { issuer, identityId }: Owner,
  what: keyof typeof ACCOUNT_LIMITS,
): Promise<void> {
  const name = `account:${what}`;
  const who = `${issuer} ${identityId}`;
  if (what === "cloud") return consume([{ name, limits: ACCOUNT_LIMITS.cloud, who }]);
  try {
    await limiterOf(what).consume(who);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    noteRefusal(name, `${name} ${who}`);
    throw tooManyRequests(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

function limiterOf(what: InProcess): RateLimiterMemory {
  const known = limiters.get(what);
  if (known) return known;
  const [[times, duration]] = ACCOUNT_LIMITS[what];
  const points = Math.ceil(times * getEnv().rateLimitMultiplier);
  const limiter = new RateLimiterMemory({ keyPrefix: what, points, duration });
  limiters.set(what, limiter);
  return limiter;
}
