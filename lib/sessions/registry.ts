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
import { type DatedTokens, tokenColumns } from "@/lib/sessions/session-tokens";
import { tokenTasks } from "@/lib/sessions/token-tasks";

/** A row of the session registry. */
export type Session = typeof sessions.$inferSelect;

/** Whose sessions: issuer and identity id together are the key of an account (OIDC Core section 5.7). */
export type Owner = Pick<Session, "issuer" | "identityId">;

/** What is known when somebody signs in. */
export type NewSession = Owner & Pick<Session, "email" | "name" | "userAgent" | "authenticatedAt">;

const NO_TOKENS = { tokens: null, accessTokenExpiresAt: null };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes a session under a new id, which begins when it is inserted.
 *
 * @param tokens what the cloud gave out at the sign-in, if anything
 */
export async function draftSession(
  details: NewSession,
  tokens: DatedTokens | null,
): Promise<Session> {
  const id = randomUUID();
  const now = new Date();
  return {
    ...details,
    id,
    createdAt: now,
    lastSeenAt: now,
    checkedAt: now,
    confirmedAt: now,
    expiresAt: new Date(now.getTime() + ABSOLUTE_LIMIT_MS),
    ...(tokens ? await tokenColumns(id, tokens) : NO_TOKENS),
    backendToken: null,
    refreshClaim: null,
    refreshClaimedUntil: null,
  };
}

/**
 * Begins a session, unless the ways into its account have been closed since the sign-in began, or it is being deleted. In the
 * same transaction others end: those that it replaces, and what its account has beyond `MOST_SESSIONS`.
 *
 * @param epoch when that was
 * @param replaced ids of the sessions that the browser had before, whoever they are of
 * @returns the ended sessions; null when none has begun
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

/** That the passkeys are looked at, and later the links. An account of another provider has neither. */
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
 * @returns the session of that id while it is within its idle and absolute limits, else null; its last use is noted
 * @throws Failure `service_unavailable`
 */
export async function findSession(id: string): Promise<Session | null> {
  if (!ID.test(id)) return null;
  const now = Date.now();
  return inDatabase(async (db) => {
    const [session] = await db
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, id), isActive(now)));
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
 * @returns the living sessions of an account, the one last used first
 * @throws Failure `service_unavailable`
 */
export function listSessions(owner: Owner): Promise<Session[]> {
  return inDatabase((db) => activeOf(db, owner));
}

function activeOf(db: Database, owner: Owner): Promise<Session[]> {
  return db
    .select()
    .from(sessions)
    .where(and(isOf(owner), isActive(Date.now())))
    .orderBy(desc(sessions.lastSeenAt));
}

/** Which sessions: one, all, all but one, or those that began before a moment. */
export type Which = { only: string } | { except: string } | { before: Date } | "all";

/**
 * Ends sessions of an account: from now on their cookies, and every copy of them, are worth nothing. What the cloud and the
 * backend gave out for them is owed to be revoked.
 *
 * @param tx a transaction
 * @param owner whose they must be; anybody's when left out
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
 * @returns whether the session is still there
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
