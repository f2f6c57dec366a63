import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";

/**
 * How long the app waits after the second failed refresh in a row. The wait doubles with each further failure. The first
 * failure may be a lost packet, so the app retries at once.
 */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const MOST_SESSIONS = 10_000;

type Failing = { error: BeyondIdentityError; waitMs: number; until: number };

const failing = new Map<string, Failing>();

/**
 * Keeps each request of a session from calling a token endpoint that fails.
 *
 * @returns why the last refresh of a session failed and how long to wait, or null when the app may call the cloud
 */
export function recentRefreshFailure(sessionId: string): BeyondIdentityError | null {
  const last = failing.get(sessionId);
  const left = (last?.until ?? 0) - Date.now();
  if (!last || left <= 0) return null;
  const { reason, operation, cloudStatus } = last.error;
  return new BeyondIdentityError(reason, operation, cloudStatus, Math.ceil(left / 1000));
}

/** Remembers, in this process, that the cloud did not refresh the tokens of a session. */
export function noteRefreshFailure(sessionId: string, error: BeyondIdentityError): void {
  const last = failing.get(sessionId);
  if (failing.size >= MOST_SESSIONS) failing.clear();
  const waitMs = last ? Math.min(Math.max(last.waitMs * 2, FIRST_WAIT_MS), LONGEST_WAIT_MS) : 0;
  failing.set(sessionId, { error, waitMs, until: Date.now() + waitMs });
}

/** Forgets the failures of a session whose tokens were refreshed. */
export function noteRefreshed(sessionId: string): void {
  failing.delete(sessionId);
}
