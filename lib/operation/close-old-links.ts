import "server-only";
import { closeOldBindingJobs } from "@/lib/accounts/binding-jobs";

const MINUTE_MS = 60_000;

/**
 * Has links revoked that are older than a link may be, now and every minute, without keeping the process alive. What they
 * come to owe is paid with the rest; a failure is made up for a minute later.
 */
export function closeOldLinksEveryMinute(): void {
  const attempt = () => void closeOldBindingJobs().catch(() => undefined);
  attempt();
  setInterval(attempt, MINUTE_MS).unref();
}
