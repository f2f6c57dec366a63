import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { type AuditType, REPEATED_TYPES, SHOWN_GROUPS, type ShownType } from "@/lib/audit/types";
import { inDatabase } from "@/lib/database/database";
import { auditEvents } from "@/lib/database/schema";
import { logEvent } from "@/lib/log";
import { requestContext } from "@/lib/request/request-context";
import type { Owner } from "@/lib/sessions/registry";

/**
 * So many events of one type are kept for an account, the newest. Types do not share the room: what a stranger can bring
 * about, such as asking for links, pushes nothing else out.
 */
const MAX_PER_TYPE = 100;
const MINUTE_MS = 60_000;

/** One line of an account's history. */
export type AuditEvent = {
  id: string;
  at: Date;
  type: ShownType;
  /** Of the device that caused it; null where a stranger could have. */
  userAgent: string | null;
};

/** What goes with an event: names and codes, never secrets. */
export type AuditDetails = {
  /** Left out where nobody is known yet: such an event is only logged. */
  owner?: Owner | undefined;
  sessionId?: string | undefined;
  reason?: string | undefined;
  /** Instead of the request's own. */
  correlationId?: string | undefined;
  /** What it is about, where a history tells it once, however often it is reported. */
  dedupeKey?: string | undefined;
  /** When it happened, where the request only brought it to light: of that request's browser nothing is kept. */
  at?: Date | undefined;
};

/**
 * Writes an event to the log and, where it is somebody's, to their history. A database that fails costs the history a
 * line, and nobody their way out of an account.
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
        .values(withoutStrangersWords({ ...event, sessionId, userAgent: device, correlationId }))
        .onConflictDoNothing(),
    );
    await forgetOldest(type, owner);
  } catch {
    logEvent("audit_event_lost", { correlationId, type });
  }
}

/**
 * Anybody can ask for a link to somebody's address, and write what they like into the User-Agent header. It is
 * kept and shown only where a session was needed.
 */
function withoutStrangersWords<
  E extends { type: string; sessionId?: string | null | undefined; userAgent: string | null },
>(event: E): E {
  const neededSession = event.sessionId != null || event.type === "sessions_ended";
  return neededSession ? event : { ...event, userAgent: null };
}

function minuteOf(type: AuditType, sessionId: string | undefined): string | undefined {
  if (sessionId === undefined || !REPEATED_TYPES.includes(type)) return undefined;
  return `${sessionId} ${Math.floor(Date.now() / MINUTE_MS)}`;
}

async function forgetOldest(type: AuditType, { issuer, identityId }: Owner): Promise<void> {
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

/** @returns the same UUID for the same event (RFC 9562 section 5.8). */
function idOf(type: AuditType, about: string): string {
  const hash = createHash("sha256").update(`${type} ${about}`).digest("hex");
  const [a, b, c, d] = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(13, 16),
    hash.slice(17, 20),
  ];
  return `${a}-${b}-8${c}-8${d}-${hash.slice(20, 32)}`;
}

/**
 * @returns what happened to an account, newest first: of each group of events as many as it has room for
 * @throws Failure `service_unavailable`
 */
export async function listEvents(owner: Owner): Promise<AuditEvent[]> {
  const groups = await Promise.all(SHOWN_GROUPS.map((group) => newestOf(group, owner)));
  return groups.flat().sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function newestOf(
  { types, newest }: (typeof SHOWN_GROUPS)[number],
  { issuer, identityId }: Owner,
): Promise<AuditEvent[]> {
  const rows = await inDatabase((db) =>
    db
      .select()
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.issuer, issuer),
          eq(auditEvents.identityId, identityId),
          inArray(auditEvents.type, [...types]),
        ),
      )
      .orderBy(desc(auditEvents.at))
      .limit(newest),
  );
  return rows.map(withoutStrangersWords).flatMap(({ id, at, type, userAgent }) => {
    const known = types.find((candidate) => candidate === type);
    return known ? [{ id, at, type: known, userAgent }] : [];
  });
}

/**
 * @returns everything that is kept of what happened to an account, oldest first
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
