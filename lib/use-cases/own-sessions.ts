import "server-only";
import type { Account } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";
import { revokeAccess } from "@/lib/sessions/end-sessions";
import { listSessions } from "@/lib/sessions/registry";
import { requireFreshSignIn } from "@/lib/use-cases/require-fresh-sign-in";

/** A session as its owner sees it. The id alone gives no access, because the cookie that carries it is sealed. */
export type OwnSession = {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  isCurrent: boolean;
};

/**
 * @returns a user's active sessions, the current one first
 * @throws Failure `service_unavailable`
 */
export async function listOwnSessions(account: Account): Promise<OwnSession[]> {
  const sessions = await listSessions(account);
  const own = sessions.map(({ id, userAgent, createdAt, lastSeenAt }) => {
    return { id, userAgent, createdAt, lastSeenAt, isCurrent: id === account.sessionId };
  });
  return own.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

/**
 * Ends one of a user's own sessions, and revokes their open links.
 *
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `session_ended` when the current session has ended since the request began
 * @throws Failure `not_yours` when the session does not exist or belongs to another user
 * @throws Failure `service_unavailable`
 */
export async function endOwnSession(account: Account, id: string): Promise<void> {
  requireFreshSignIn(account);
  const ended = await revokeAccess(account, {
    type: "session_ended",
    sessions: { only: id },
    askedBy: account.sessionId,
  });
  requireThat(
    ended.length > 0,
    () => new Failure("not_yours", { detail: "You have no such session." }),
  );
}

/**
 * Ends all sessions of a user except the current one, and revokes their open links.
 *
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `session_ended` when the current session has ended since the request began
 * @throws Failure `service_unavailable`
 */
export async function endOtherSessions(account: Account): Promise<void> {
  requireFreshSignIn(account);
  const { sessionId: askedBy } = account;
  const sessions = { except: askedBy };
  await revokeAccess(account, { type: "sessions_ended", sessions, askedBy });
}

/**
 * Ends all sessions of a user, including the current one, and revokes their open links.
 *
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `session_ended` when the current session has ended since the request began
 * @throws Failure `service_unavailable`
 */
export async function endAllSessions(account: Account): Promise<void> {
  requireFreshSignIn(account);
  const { sessionId: askedBy } = account;
  await revokeAccess(account, { type: "sessions_ended", sessions: "all", askedBy });
}
