import "server-only";
import { parseBindingLink } from "@/lib/beyond-identity/binding-link";
import { getEnv } from "@/lib/env/env";
import { isFailure } from "@/lib/failure";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { noticePasskeys } from "@/lib/recheck/known-passkeys";
import { isOwnLink } from "@/lib/use-cases/own-binding-link";

/**
 * Accepts a hint that a passkey was made with a link. The browser makes it with the cloud directly, and any client can send
 * the hint. The app therefore trusts nothing in it, and only checks with the cloud sooner.
 *
 * @param query the query of `/bind`, without its token
 * @throws Failure `service_unavailable`
 */
export async function noteBoundPasskey(query: Record<string, unknown>): Promise<void> {
  const target = parseBindingLink(query);
  if (!target || !isOwnLink(target)) return;
  try {
    await limitByAddress("bind");
    await noticePasskeys({ issuer: getEnv().issuer, identityId: target.identityId });
  } catch (error) {
    if (!isFailure(error, "rate_limited")) throw error;
  }
}
