import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import {
  type AuditType,
  REPEATED_TYPES,
  SHOWN_GROUPS,
  SHOWN_TYPES,
  type ShownType,
} from "@/lib/audit/types";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { auditEvents } from "@/lib/database/schema";
import { logEvent } from "@/lib/log";
import { requestContext } from "@/lib/request/request-context";
import type { Owner } from "@/lib/sessions/registry";

/**
 * For each account and event type, the app keeps this many of the newest events. The limit is per type because anyone
 * can trigger some events, such as requests for links. Those must not push out other events.
 */
const MAX_PER_TYPE = 100;
const MINUTE_MS = 60_000;

/** One line of an account's history. */
export type AuditEvent = {
  id: string;
  at: Date;
  type: ShownType;
  /**
   * The `User-Agent` header of the device that caused it. Null where the event needs no session, so that anyone could
   * cause it.
   */
  userAgent: string | null;
};

/** The details of an event: names and codes, never secrets. */
export type AuditDetails = {
  /** The account. An event without one is only logged. */
  owner?: Owner | undefined;
  sessionId?: string | undefined;
  reason?: string | undefined;
  /** Replaces the correlation id of the request. */
  correlationId?: string | undefined;
  /** Events with the same type and key are stored once. */
  dedupeKey?: string | undefined;
  /**
   * When it happened, for an event that the current request only discovered. The browser of the request is not stored
   * then.
   */
  at?: Date | undefined;
};

/**
 * Writes an event to the log and, when it has an owner, to the history of that account. When the database fails, the
 * history lacks the event and the calling operation continues. So a sign-out never fails because of its event.
 */
export async function recordEvent(type: AuditType, details: AuditDetails = {}): Promise<void> {
  const { userAgent, ...context } = requestContext();
  const { owner, sessionId, reason, at, correlationId = context.correlationId } = details;
  logEvent(type, { correlationId, identityId: owner?.identityId, sessionId, reason });
  if (!owner) return;
  const { issuer, identityId } = owner;
  const dedupeKey = details.dedupeKey ?? minuteOf(type, sessionId);
  const id = dedupeKey === undefined ? randomUUID() : idOf(type, dedupeKey);
  const event = { id, at: at ?? new Date(), type, issuer, identityId };
  const device = at ? null : userAgent;
  try {
    await inDatabase((db) =>
      db
        .insert(auditEvents)
        .values(withoutForgedAgent({ ...event, sessionId, userAgent: device, correlationId }))
        .onConflictDoNothing(),
    );
    await deleteOldest(type, owner);
  } catch {
    logEvent("audit_event_lost", { correlationId, type });
  }
}

/**
 * Anyone can request a link for any address, and send any `User-Agent` header. So the header is stored and shown only
 * for events that need a session.
 */
function withoutForgedAgent<
  E extends { type: string; sessionId?: string | null | undefined; userAgent: string | null },
>(event: E): E {
  const neededSession = event.sessionId != null || event.type === "sessions_ended";
  return neededSession ? event : { ...event, userAgent: null };
}

function minuteOf(type: AuditType, sessionId: string | undefined): string | undefined {
  if (sessionId === undefined || !REPEATED_TYPES.includes(type)) return undefined;
  return `${sessionId} ${Math.floor(Date.now() / MINUTE_MS)}`;
}

async function deleteOldest(type: AuditType, { issuer, identityId }: Owner): Promise<void> {
  const isOfType = and(
    eq(auditEvents.issuer, issuer),
    eq(auditEvents.identityId, identityId),
    eq(auditEvents.type, type),
  );
  await inDatabase((db) => {
    const lastKept = db
      .select({ at: auditEvents.at })
      .from(auditEvents)
      .where(isOfType)
      .orderBy(desc(auditEvents.at))
      .offset(MAX_PER_TYPE - 1)
      .limit(1);
    return db.delete(auditEvents).where(and(isOfType, lt(auditEvents.at, lastKept)));
  });
}

/** @returns a UUID derived from type and key, always the same for the same event (RFC 9562 section 5.8). */
function idOf(type: AuditType, key: string): string {
  const hash = createHash("sha256").update(`${type} ${key}`).digest("hex");
  const [a, b, c, d] = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(13, 16),
    hash.slice(17, 20),
  ];
  return `${a}-${b}-8${c}-8${d}-${hash.slice(20, 32)}`;
}

/**
 * Lists the events of an account for its page.
 *
 * @returns the newest events of each group, up to the group's limit. The newest comes first.
 * @throws Failure `service_unavailable`
 */
export async function listEvents(owner: Owner): Promise<AuditEvent[]> {
  const [first, second, ...others] = SHOWN_GROUPS;
  const rows = await inDatabase((db) =>
    unionAll(
      newestOf(db, first, owner),
      newestOf(db, second, owner),
      ...others.map((group) => newestOf(db, group, owner)),
    ),
  );
  const events = rows.map(withoutForgedAgent).flatMap(({ id, at, type, userAgent }) => {
    const known = SHOWN_TYPES.find((candidate) => candidate === type);
    return known ? [{ id, at, type: known, userAgent }] : [];
  });
  return events.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function newestOf(
  db: Database,
  { types, newest }: (typeof SHOWN_GROUPS)[number],
  { issuer, identityId }: Owner,
) {
  const { id, at, type, sessionId, userAgent } = auditEvents;
  return db
    .select({ id, at, type, sessionId, userAgent })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.issuer, issuer),
        eq(auditEvents.identityId, identityId),
        inArray(type, [...types]),
      ),
    )
    .orderBy(desc(at))
    .limit(newest);
}

/**
 * @returns every stored event of an account, oldest first
 * @throws Failure `service_unavailable`
 */
export function wholeHistory({ issuer, identityId }: Owner) {
  return inDatabase((db) =>
    db
      .select({
        at: auditEvents.at,
        type: auditEvents.type,
        sessionId: auditEvents.sessionId,
        userAgent: auditEvents.userAgent,
      })
      .from(auditEvents)
      .where(and(eq(auditEvents.issuer, issuer), eq(auditEvents.identityId, identityId)))
      .orderBy(auditEvents.at),
  );
}
