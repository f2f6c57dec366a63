import "server-only";
import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, lt, ne, type SQL, sql } from "drizzle-orm";
import { lockAccount } from "@/lib/accounts/account-lock";
import { enqueueLinksOfSignIn } from "@/lib/accounts/enqueue-unknown-links";
import { isAccessRevokedSince } from "@/lib/accounts/epoch";
import { isDeletionPending } from "@/lib/accounts/pending-deletion";
import { keepIdentity } from "@/lib/accounts/registrations";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { sessions } from "@/lib/database/schema";
import { getEnv } from "@/lib/env/env";
import { enqueue } from "@/lib/outbox/enqueue";
import {
  ABSOLUTE_LIMIT_MS,
  IDLE_LIMIT_MS,
  MOST_SESSIONS,
  TOUCH_INTERVAL_MS,
} from "@/lib/session-limits";
import { sessionById } from "@/lib/sessions/session-by-id";
import { type DatedTokens, tokenColumns } from "@/lib/sessions/session-tokens";
import { tokenTasks } from "@/lib/sessions/token-tasks";

/** A row of the session registry. */
export type Session = typeof sessions.$inferSelect;

/** What a list of sessions tells: no tokens. */
type ListedSession = Pick<Session, "id" | "userAgent" | "createdAt" | "lastSeenAt" | "expiresAt">;

/** Issuer and identity id together are the key of an account (OIDC Core section 5.7). */
export type Owner = Pick<Session, "issuer" | "identityId">;

/** What the app knows about a user at sign-in. */
export type NewSession = Owner & Pick<Session, "email" | "name" | "userAgent" | "authenticatedAt">;

const NO_TOKENS = { tokens: null, accessTokenExpiresAt: null };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Builds a session with a new id. It begins when it is inserted.
 *
 * @param tokens the tokens that the cloud issued at the sign-in, or null
 */
export async function draftSession(
  details: NewSession,
  tokens: DatedTokens | null,
): Promise<Session> {
  const id = randomUUID();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + ABSOLUTE_LIMIT_MS);
  return {
    ...details,
    id,
    createdAt: now,
    lastSeenAt: now,
    checkedAt: now,
    confirmedAt: now,
    expiresAt,
    ...(tokens ? await tokenColumns({ id, expiresAt }, tokens) : NO_TOKENS),
    backendToken: null,
    refreshClaim: null,
    refreshClaimedUntil: null,
  };
}

/**
 * Begins a session, unless access to the account was revoked after the sign-in began, or the account is being deleted. The
 * same transaction ends the sessions that it replaces, and the oldest beyond `MOST_SESSIONS`.
 *
 * @param epoch the epoch at which the sign-in began
 * @param replaced ids of the sessions that the browser had before, of any account
 * @returns the ended sessions, or null when no session has begun
 * @throws Failure `service_unavailable`
 */
export function insertSession(
  session: Session,
  epoch: number,
  replaced: string[] = [],
): Promise<Session[] | null> {
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, session);
      if (await isAccessRevokedSince(tx, session, epoch)) return null;
      if (await isDeletionPending(tx, session)) return null;
      await keepIdentity(tx, session);
      await tx.insert(sessions).values(session);
      await enqueueAfterSignIn(tx, session);
      const ended: Session[] = [];
      for (const only of replaced) ended.push(...(await deleteSessions(tx, { only }, null)));
      const oldest = (await activeOf(tx, session)).slice(MOST_SESSIONS);
      for (const { id: only } of oldest) {
        ended.push(...(await deleteSessions(tx, { only }, session)));
      }
      return ended;
    }),
  );
}

/** Enqueues a check of the passkeys, and later one of the links. An account of another provider has neither. */
async function enqueueAfterSignIn(tx: Database, { issuer, identityId }: Owner): Promise<void> {
  if (issuer !== getEnv().issuer) return;
  const key = `${issuer} ${identityId}`;
  await enqueue(tx, {
    kind: "notice_passkeys",
    payload: { issuer, identityId },
    key,
    isRenewed: true,
  });
  await enqueueLinksOfSignIn(tx, { issuer, identityId });
}

/**
 * Finds a session by its id and updates its last use.
 *
 * @returns null when the session does not exist, or is past its idle or absolute limit
 * @throws Failure `service_unavailable`
 */
export async function findSession(id: string): Promise<Session | null> {
  if (!ID.test(id)) return null;
  const now = Date.now();
  return inDatabase(async (db) => {
    const idleSince = new Date(now - IDLE_LIMIT_MS);
    const [session] = await sessionById(db, { id, now: new Date(now), idleSince });
    if (!session) return null;
    if (session.lastSeenAt.getTime() < now - TOUCH_INTERVAL_MS) {
      await db
        .update(sessions)
        .set({ lastSeenAt: new Date(now) })
        .where(eq(sessions.id, id));
    }
    return session;
  });
}

/**
 * @returns the active sessions of an account, most recently used first
 * @throws Failure `service_unavailable`
 */
export function listSessions(owner: Owner): Promise<ListedSession[]> {
  return inDatabase((db) => activeOf(db, owner));
}

function activeOf(db: Database, owner: Owner): Promise<ListedSession[]> {
  const { id, userAgent, createdAt, lastSeenAt, expiresAt } = sessions;
  return db
    .select({ id, userAgent, createdAt, lastSeenAt, expiresAt })
    .from(sessions)
    .where(and(isOf(owner), isActive(Date.now())))
    .orderBy(desc(sessions.lastSeenAt));
}

/** Selects one session, all, all but one, or those that began before a moment. */
export type Which = { only: string } | { except: string } | { before: Date } | "all";

/**
 * Ends sessions. Their cookies, and every copy of them, are invalid from now on. The app enqueues the revocation of the
 * tokens that the cloud and the backend issued for them.
 *
 * @param owner the account that the sessions must belong to, or null for any account
 * @returns the ended sessions
 */
export async function deleteSessions(
  tx: Database,
  which: Which,
  owner: Owner | null,
): Promise<Session[]> {
  const condition = and(owner ? isOf(owner) : undefined, isAmong(which));
  const ended = await tx.delete(sessions).where(condition).returning();
  await enqueue(tx, ended.flatMap(tokenTasks));
  return ended;
}

/**
 * @param tx a transaction that holds the account's lock
 * @returns whether the session exists and is within its limits
 */
export async function sessionExists(tx: Database, sessionId: string): Promise<boolean> {
  const found = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), isActive(Date.now())));
  return found.length > 0;
}

function isAmong(which: Which): SQL | undefined {
  if (which === "all") return undefined;
  if ("except" in which) return ne(sessions.id, which.except);
  if ("before" in which) return lt(sessions.createdAt, which.before);
  return ID.test(which.only) ? eq(sessions.id, which.only) : sql`false`;
}

function isOf({ issuer, identityId }: Owner): SQL | undefined {
  return and(eq(sessions.issuer, issuer), eq(sessions.identityId, identityId));
}

function isActive(now: number): SQL | undefined {
  return and(
    gt(sessions.expiresAt, new Date(now)),
    gt(sessions.lastSeenAt, new Date(now - IDLE_LIMIT_MS)),
  );
}
