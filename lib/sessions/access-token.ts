import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { type RefreshedTokens, refreshGrant } from "@/lib/beyond-identity/cloud/refresh-grant";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { Failure, isFailure } from "@/lib/failure";
import { inSpan } from "@/lib/in-span";
import { enqueue } from "@/lib/outbox/enqueue";
import { wakeOutbox } from "@/lib/outbox/worker";
import { pause } from "@/lib/pause";
import { consume } from "@/lib/rate-limits/consume";
import { limitByAccount, limitByAddress } from "@/lib/rate-limits/limit";
import { RECHECK_LIMITS } from "@/lib/rate-limits/limits";
import { REFRESH_MARGIN_MS } from "@/lib/session-limits";
import { acceptRefreshed } from "@/lib/sessions/accept-refreshed";
import {
  claimRefresh,
  deleteClaimed,
  type RefreshClaim,
  releaseClaim,
  storeRefreshedTokens,
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
/** How long to wait before each retry of a failed write. New tokens must not be lost to one failed write. */
const WRITE_AGAIN_MS = [200, 1_000, 3_000];
const share = singleFlight<string>();

/**
 * Gets the access token of a session. Refreshes it first when it expires soon. Concurrent callers, in any process, share
 * one refresh.
 *
 * @param known the session as the current request has just read it
 * @throws Failure `session_ended`, also when the cloud no longer refreshes the token
 * @throws Failure `access_token_expired` when the session has no refresh token
 * @throws BeyondIdentityError when the cloud fails and the token has expired
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export function accessTokenOf(sessionId: string, known?: Session): Promise<string> {
  return share(sessionId, () => obtain(sessionId, known));
}

/**
 * Refreshes the tokens now, even when they are still valid, and passes the fresh id token to `get`. Concurrent callers, in
 * any process, share one refresh. The others get what the session holds then.
 *
 * @param kept reads what the session already holds, or null when it cannot be used
 * @param get exchanges the id token and stores the result in the session
 * @throws Failure `access_token_expired` when the session has no refresh token, or the cloud sends no id token
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

/**
 * Refreshes the tokens now, even when they are still valid, so that the cloud decides again whether the user may stay signed
 * in. The session ends when the cloud no longer refreshes them.
 *
 * @throws Failure `session_ended`
 * @throws Failure `access_token_expired` when the session has no refresh token
 * @throws BeyondIdentityError, Failure `rate_limited` or `service_unavailable`
 */
export async function refreshNow(sessionId: string): Promise<void> {
  for (;;) {
    if (!(await findSession(sessionId))) throw new Failure("session_ended");
    requireNoRecentFailure(sessionId);
    const claim = await claimRefresh(sessionId, null);
    if (claim) return void (await renew(claim, { limit: limitRecheck }));
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
    return current ?? (await get(idTokenOf(await renew(claim, { keepClaim: true })), claim));
  } finally {
    await releaseClaim(claim);
  }
}

function idTokenOf({ idToken }: RefreshedTokens): string {
  if (idToken === null) throw new Failure("access_token_expired");
  return idToken;
}

async function obtain(sessionId: string, known?: Session): Promise<string> {
  for (let read = known; ; read = undefined) {
    const session = read ?? (await findSession(sessionId));
    if (!session) throw new Failure("session_ended");
    const tokens = await tokensOf(session);
    if (!tokens) throw new Failure("access_token_expired");
    if (remainingMs(session) > REFRESH_MARGIN_MS) return tokens.accessToken;
    if (tokens.refreshToken === null) return tokenUntilExpiry(session, tokens.accessToken);
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

/** Without a refresh token, the access token is used until it expires. */
function tokenUntilExpiry(session: Session, accessToken: string): string {
  if (remainingMs(session) <= 0) throw new Failure("access_token_expired");
  return accessToken;
}

async function refresh(claim: RefreshClaim): Promise<string> {
  try {
    return (await renew(claim)).accessToken;
  } catch (error) {
    const ended = isFailure(error, "session_ended");
    const tokens = ended ? null : await tokensOf(claim.session);
    if (tokens && remainingMs(claim.session) > 0) return tokens.accessToken;
    throw error;
  }
}

/** Of refreshes that a request of the user asks for. */
async function limitRequested({ session }: RefreshClaim): Promise<void> {
  await limitByAddress("refresh");
  await limitByAccount("refresh", `${session.issuer} ${session.identityId}`);
}

/** The app rechecks by itself, and a company behind one address has many sessions, so each session counts alone. */
function limitRecheck({ session }: RefreshClaim): Promise<void> {
  return consume([{ name: "recheck:session", limits: RECHECK_LIMITS.session, who: session.id }]);
}

async function renew(
  claim: RefreshClaim,
  { limit = limitRequested, keepClaim = false } = {},
): Promise<RefreshedTokens> {
  const tokens = await tokensOf(claim.session);
  try {
    await limit(claim);
    if (!tokens?.refreshToken) throw new Failure("access_token_expired");
    const { refreshToken } = tokens;
    const refreshed = await inSpan("refresh tokens", {}, () =>
      refreshGrant(refreshToken, getEnv()),
    );
    acceptRefreshed(claim.session, refreshed);
    await storeTokens(claim, refreshed, refreshToken, keepClaim);
    noteRefreshed(claim.session.id);
    return refreshed;
  } catch (error) {
    if (isCloudError(error, "invalid_grant")) {
      return endClaimed(claim);
    }
    await releaseClaim(claim);
    await noteFailure(claim, error);
    throw error;
  }
}

/** A refusal by the app's own rate limit is not a failure of the refresh, and is already in the log. */
async function noteFailure(claim: RefreshClaim, error: unknown): Promise<void> {
  if (isFailure(error, "rate_limited")) return;
  const isOfCloud = error instanceof BeyondIdentityError;
  if (isOfCloud) noteRefreshFailure(claim.session.id, error);
  const reason = isOfCloud ? error.reason : "internal_error";
  await recordEvent("refresh_failed", { ...about(claim), reason });
}

async function storeTokens(
  claim: RefreshClaim,
  { accessToken, refreshToken, expiresInSeconds }: RefreshedTokens,
  previousRefreshToken: string,
  keepClaim: boolean,
): Promise<void> {
  const tokens = { accessToken, refreshToken: refreshToken ?? previousRefreshToken };
  const expiresAtMs = Date.now() + expiresInSeconds * 1000;
  const columns = await tokenColumns(claim.session, { ...tokens, expiresAtMs });
  const isStored = await retryWrite(() => storeRefreshedTokens(claim, columns, keepClaim));
  if (isStored) await recordEvent("tokens_refreshed", about(claim));
  else await revokeLateTokens(claim, columns);
}

/** Retries a failed write. With rotation, the row would otherwise keep a refresh token that is already used. */
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

/** The user signed out while the cloud was responding, so the app revokes the new tokens. */
async function revokeLateTokens(
  { session }: RefreshClaim,
  columns: Pick<Session, "tokens" | "accessTokenExpiresAt">,
): Promise<void> {
  // If the session still exists, another process took the expired claim, perhaps with the same refresh token.
  if (await findSession(session.id)) return;
  await inDatabase((db) => enqueue(db, tokenTasks({ ...session, ...columns, backendToken: null })));
  wakeOutbox();
  throw new Failure("session_ended");
}

/** The cloud no longer refreshes this sign-in. It was revoked there, or a rotated token was used twice. */
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
