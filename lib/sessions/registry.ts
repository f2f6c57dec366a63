import "server-only";
import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, ne, type SQL } from "drizzle-orm";
import { inDatabase } from "@/lib/database/database";
import { sessions } from "@/lib/database/schema";
import { type BackendToken, sealBackendToken } from "@/lib/sessions/backend-token";
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS, TOUCH_INTERVAL_MS } from "@/lib/sessions/limits";
import { type DatedTokens, tokenColumns } from "@/lib/sessions/session-tokens";

/** A row of the session registry. */
export type Session = typeof sessions.$inferSelect;

/** Whose sessions: issuer and identity id together are the key of an account (OIDC Core section 5.7). */
export type Owner = Pick<Session, "issuer" | "identityId">;

/** What is known when somebody signs in. */
export type NewSession = Owner & Pick<Session, "email" | "name" | "userAgent">;

const NO_TOKENS = { tokens: null, accessTokenExpiresAt: null };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Begins a session under a new id.
 *
 * @param tokens what the cloud gave out at the sign-in, if anything
 * @param backendToken what the backend gave out for it, if anything
 * @throws DatabaseError
 */
export async function createSession(
  details: NewSession,
  tokens: DatedTokens | null,
  backendToken: BackendToken | null,
): Promise<Session> {
  const id = randomUUID();
  const now = new Date();
  const session: Session = {
    ...details,
    id,
    createdAt: now,
    lastSeenAt: now,
    checkedAt: now,
    confirmedAt: now,
    expiresAt: new Date(now.getTime() + ABSOLUTE_LIMIT_MS),
    ...(tokens ? await tokenColumns(id, tokens) : NO_TOKENS),
    backendToken: backendToken && (await sealBackendToken(id, backendToken)),
    refreshClaim: null,
    refreshClaimedUntil: null,
  };
  await inDatabase((db) => db.insert(sessions).values(session));
  return session;
}

/**
 * @returns the session of that id while it is within its idle and absolute limits, else null; its last use is noted
 * @throws DatabaseError
 */
export async function findSession(id: string): Promise<Session | null> {
  if (!ID.test(id)) return null;
  const now = Date.now();
  return inDatabase(async (db) => {
    const [session] = await db
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, id), isAlive(now)));
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
 * @throws DatabaseError
 */
export function listSessions(owner: Owner): Promise<Session[]> {
  return inDatabase((db) =>
    db
      .select()
      .from(sessions)
      .where(and(isOf(owner), isAlive(Date.now())))
      .orderBy(desc(sessions.lastSeenAt)),
  );
}

/**
 * Ends a session: from now on its cookie, and every copy of it, is worth nothing.
 *
 * @param owner whose it must be; whoever it is of when left out
 * @returns the ended session, or null when there was none
 * @throws DatabaseError
 */
export async function deleteSession(id: string, owner?: Owner): Promise<Session | null> {
  if (!ID.test(id)) return null;
  const condition = and(eq(sessions.id, id), owner && isOf(owner));
  return inDatabase(async (db) => {
    const [ended] = await db.delete(sessions).where(condition).returning();
    return ended ?? null;
  });
}

/**
 * Ends every session of an account.
 *
 * @param except id of a session that stays
 * @returns the ended sessions
 * @throws DatabaseError
 */
export function deleteSessions(owner: Owner, except?: string): Promise<Session[]> {
  const condition = and(isOf(owner), except ? ne(sessions.id, except) : undefined);
  return inDatabase((db) => db.delete(sessions).where(condition).returning());
}

function isOf({ issuer, identityId }: Owner): SQL | undefined {
  return and(eq(sessions.issuer, issuer), eq(sessions.identityId, identityId));
}

function isAlive(now: number): SQL | undefined {
  return and(
    gt(sessions.expiresAt, new Date(now)),
    gt(sessions.lastSeenAt, new Date(now - IDLE_LIMIT_MS)),
  );
}
