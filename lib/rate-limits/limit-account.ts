import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { getEnv } from "@/lib/env/env";
import { consume } from "@/lib/rate-limits/consume";
import { CLOUD_LIMITS, PROCESS_LIMITS, type Windows } from "@/lib/rate-limits/limits";
import { noteRefusal } from "@/lib/rate-limits/note-refusal";
import { tooManyRequests } from "@/lib/rate-limits/too-many-requests";
import type { Owner } from "@/lib/sessions/registry";

type InProcess = keyof typeof PROCESS_LIMITS;
type AtCloud = keyof typeof CLOUD_LIMITS;

/** The requesting session. A copied cookie has the session of the browser that it was copied from. */
type Requester = Owner & { sessionId: string };

const limiters = new Map<string, RateLimiterMemory>();

/**
 * Counts the requests of a signed-in user, by session first. A copied cookie thus uses up only its own session's limit, and
 * the owner can sign in again. Requests are counted in this process, which costs no write. Requests to the cloud are counted
 * over all processes, because all users share its quota.
 *
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export async function limitAccount(requester: Requester, what: InProcess | AtCloud): Promise<void> {
  const account = `${requester.issuer} ${requester.identityId}`;
  if (what === "cloud" || what === "revocation") {
    const limits = CLOUD_LIMITS[what];
    return consume([
      { name: `session:${what}`, limits: limits.session, who: requester.sessionId },
      { name: `account:${what}`, limits: limits.account, who: account },
    ]);
  }
  const limits: { session?: Windows[number]; account?: Windows[number] } = PROCESS_LIMITS[what];
  if (limits.session) await countInProcess(`session:${what}`, limits.session, requester.sessionId);
  if (limits.account) await countInProcess(`account:${what}`, limits.account, account);
}

async function countInProcess(name: string, limit: Windows[number], who: string): Promise<void> {
  try {
    await limiterOf(name, limit).consume(who);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    noteRefusal(name, `${name} ${who}`);
    throw tooManyRequests(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
  }
}

function limiterOf(name: string, [times, duration]: Windows[number]): RateLimiterMemory {
  const known = limiters.get(name);
  if (known) return known;
  const points = Math.ceil(times * getEnv().rateLimitMultiplier);
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration });
  limiters.set(name, limiter);
  return limiter;
}
