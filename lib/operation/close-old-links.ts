import "server-only";
import { revokeOldBindingJobs } from "@/lib/accounts/binding-jobs";

const MINUTE_MS = 60_000;

/**
 * Revokes links that have exceeded their lifetime, now and every minute, without keeping the process alive. The calls
 * to the cloud go through the outbox. After a failure the next minute tries again.
 */
export function closeOldLinksEveryMinute(): void {
  const attempt = () => void revokeOldBindingJobs().catch(() => undefined);
  attempt();
  setInterval(attempt, MINUTE_MS).unref();
}
