import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { type RefreshedTokens, refreshGrant } from "@/lib/beyond-identity/cloud/refresh-grant";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { Failure, isFailure } from "@/lib/failure";
import { enqueue } from "@/lib/outbox/enqueue";
import { wakeOutbox } from "@/lib/outbox/worker";
import { pause } from "@/lib/pause";
import { limitByAccount, limitByAddress } from "@/lib/rate-limits/limit";
import { REFRESH_MARGIN_MS } from "@/lib/session-limits";
import {
  claimRefresh,
  deleteClaimed,
  dropClaim,
  fulfilClaim,
  type RefreshClaim,
} from "@/lib/sessions/refresh-claim";
import {
  noteRefreshed,
  noteRefreshFailure,
  recentRefreshFailure,
} from "@/lib/sessions/refresh-failures";
import { findSession, type Session } from "@/lib/sessions/registry";
import { tokenColumns, tokensOf } from "@/lib/sessions/session-tokens";
import { tokenTasks } from "@/lib/sessions/token-tasks";
import { singleFlight } from "@/lib/single-flight";

const POLL_MS = 100;
/** How long to wait before each further try to keep new tokens, which are worth more than one failed write. */
const WRITE_AGAIN_MS = [200, 1_000, 3_000];
const share = singleFlight<string>();

/**
 * The access token of a session, refreshed first when it is about to end. However many ask at once, in however many
 * processes, the cloud is asked once.
 *
 * @throws Failure `session_ended`, also when the cloud will not refresh it any more; `access_token_expired` when
 * there is nothing to refresh it with
 * @throws BeyondIdentityError when the cloud fails and the token is over
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export function accessTokenOf(sessionId: string): Promise<string> {
  return share(sessionId, () => obtain(sessionId));
}

/**
 * Gets something for an id token that nobody has used yet: the tokens are refreshed now, however long they would still be
 * good. However many ask at once, in however many processes, one does it; the others get what it kept.
 *
 * @param kept reads what the session holds already, null when it is of no use
 * @param get turns the id token into it, and keeps it in the session
 * @throws Failure `access_token_expired` when there is nothing to refresh with, or no id token comes along
 * @throws as `accessTokenOf` and `get` do
 */
export async function withFreshIdToken<T>(
  sessionId: string,
  kept: (session: Session) => Promise<T | null>,
  get: (idToken: string, claim: RefreshClaim) => Promise<T>,
): Promise<T> {
  for (;;) {
    const session = await findSession(sessionId);
    if (!session) throw new Failure("session_ended");
    const tokens = await tokensOf(session);
    if (!tokens?.refreshToken) throw new Failure("access_token_expired");
    requireNoRecentFailure(sessionId);
    const claim = await claimRefresh(sessionId, null);
    if (claim) return underClaim(claim, kept, get);
    await pause(POLL_MS);
  }
}

async function underClaim<T>(
  claim: RefreshClaim,
  kept: (session: Session) => Promise<T | null>,
  get: (idToken: string, claim: RefreshClaim) => Promise<T>,
): Promise<T> {
  try {
    const current = await kept(claim.session);
    return current ?? (await get(idTokenOf(await renew(claim, true)), claim));
  } finally {
    await dropClaim(claim);
  }
}

function idTokenOf({ idToken }: RefreshedTokens): string {
  if (idToken === null) throw new Failure("access_token_expired");
  return idToken;
}

async function obtain(sessionId: string): Promise<string> {
  for (;;) {
    const session = await findSession(sessionId);
    if (!session) throw new Failure("session_ended");
    const tokens = await tokensOf(session);
    if (!tokens) throw new Failure("access_token_expired");
    if (remainingMs(session) > REFRESH_MARGIN_MS) return tokens.accessToken;
    if (tokens.refreshToken === null) return lastUse(session, tokens.accessToken);
    if (remainingMs(session) > 0 && recentRefreshFailure(sessionId)) return tokens.accessToken;
    requireNoRecentFailure(sessionId);

    const claim = await claimRefresh(sessionId, new Date(Date.now() + REFRESH_MARGIN_MS));
    if (claim) return refresh(claim);
    await pause(POLL_MS);
  }
}

function requireNoRecentFailure(sessionId: string): void {
  const failure = recentRefreshFailure(sessionId);
  if (failure) throw failure;
}

function remainingMs({ accessTokenExpiresAt }: Session): number {
  return (accessTokenExpiresAt?.getTime() ?? 0) - Date.now();
}

/** A token that is about to end and cannot be renewed is good until it has ended. */
function lastUse(session: Session, accessToken: string): string {
  if (remainingMs(session) <= 0) throw new Failure("access_token_expired");
  return accessToken;
}

async function refresh(claim: RefreshClaim): Promise<string> {
  try {
    return (await renew(claim, false)).accessToken;
  } catch (error) {
    const ended = isFailure(error, "session_ended");
    const tokens = ended ? null : await tokensOf(claim.session);
    if (tokens && remainingMs(claim.session) > 0) return tokens.accessToken;
    throw error;
  }
}

async function renew(claim: RefreshClaim, keepClaim: boolean): Promise<RefreshedTokens> {
  const tokens = await tokensOf(claim.session);
  try {
    await limitByAddress("refresh");
    await limitByAccount("refresh", `${claim.session.issuer} ${claim.session.identityId}`);
    if (!tokens?.refreshToken) throw new Failure("access_token_expired");
    const refreshed = await refreshGrant(tokens.refreshToken, getEnv());
    await keep(claim, refreshed, tokens.refreshToken, keepClaim);
    noteRefreshed(claim.session.id);
    return refreshed;
  } catch (error) {
    if (isCloudError(error, "invalid_grant")) {
      return endClaimed(claim);
    }
    await dropClaim(claim);
    await noteFailure(claim, error);
    throw error;
  }
}

/** What our own limit refuses is no failure of the refresh, and is in the log already. */
async function noteFailure(claim: RefreshClaim, error: unknown): Promise<void> {
  if (isFailure(error, "rate_limited")) return;
  const isOfCloud = error instanceof BeyondIdentityError;
  if (isOfCloud) noteRefreshFailure(claim.session.id, error);
  const reason = isOfCloud ? error.reason : "internal_error";
  await recordEvent("refresh_failed", { ...about(claim), reason });
}

async function keep(
  claim: RefreshClaim,
  { accessToken, refreshToken, expiresInSeconds }: RefreshedTokens,
  previousRefreshToken: string,
  keepClaim: boolean,
): Promise<void> {
  const tokens = { accessToken, refreshToken: refreshToken ?? previousRefreshToken };
  const expiresAt = new Date(Date.now() + expiresInSeconds * 1000);
  const columns = await tokenColumns(claim.session.id, { ...tokens, expiresAt });
  const isKept = await retryWrite(() => fulfilClaim(claim, columns, keepClaim));
  if (isKept) await recordEvent("tokens_refreshed", about(claim));
  else await revokeLateTokens(claim, columns);
}

/** With rotation, the row would be left with a refresh token that is used up. */
async function retryWrite<T>(write: () => Promise<T>): Promise<T> {
  for (const milliseconds of WRITE_AGAIN_MS) {
    try {
      return await write();
    } catch {
      await pause(milliseconds);
    }
  }
  return write();
}

/** Signed out while the cloud was answering: nobody must be left holding what came back. */
async function revokeLateTokens(
  { session }: RefreshClaim,
  columns: Pick<Session, "tokens" | "accessTokenExpiresAt">,
): Promise<void> {
  // A claim that has run out is another process's now: the session lives, perhaps with the same refresh token.
  if (await findSession(session.id)) return;
  await inDatabase((db) => enqueue(db, tokenTasks({ ...session, ...columns, backendToken: null })));
  wakeOutbox();
  throw new Failure("session_ended");
}

/** The cloud will not refresh this sign-in any more: it was revoked there, or a rotated token was used twice. */
async function endClaimed(claim: RefreshClaim): Promise<never> {
  const ended = await deleteClaimed(claim);
  if (ended) {
    await recordEvent("session_ended_by_cloud", { ...about(claim), reason: "invalid_grant" });
    wakeOutbox();
  }
  throw new Failure("session_ended");
}

function about({ session }: RefreshClaim) {
  return { owner: session, sessionId: session.id };
}
