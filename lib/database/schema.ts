import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { TaskKind } from "@/lib/outbox/tasks";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** @returns the header of a compact JWE (RFC 7516 section 7.1). It is identical for everything that one key has encrypted. */
export function headerOf(sealed: SQLWrapper): SQL<string | null> {
  return sql<string | null>`split_part(${sealed}, '.', 1)`;
}

/** Active sessions. A session cookie without a row here is invalid. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    email: text("email"),
    name: text("name"),
    /** The browser's User-Agent header at sign-in, shortened. */
    userAgent: text("user_agent"),
    createdAt: moment("created_at").notNull(),
    /** When the user authenticated, by the issuer's clock. Null for providers without id tokens. */
    authenticatedAt: moment("authenticated_at"),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** When the server last asked the cloud whether the user may stay signed in. */
    checkedAt: moment("checked_at").notNull(),
    /** When the cloud last confirmed that the user may stay signed in. */
    confirmedAt: moment("confirmed_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    /** The cloud's tokens as one JWE. */
    tokens: text("tokens"),
    /** The backend's own token as one JWE, for a backend that issues one. */
    backendToken: text("backend_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    /**
     * A process that refreshes the tokens writes its claim here first. Others wait until the claim is removed or
     * expired.
     */
    refreshClaim: uuid("refresh_claim"),
    refreshClaimedUntil: moment("refresh_claimed_until"),
  },
  (table) => [
    index("sessions_owner").on(table.issuer, table.identityId),
    index("sessions_expires_at").on(table.expiresAt),
    index("sessions_last_seen_at").on(table.lastSeenAt),
    index("sessions_email").on(sql`lower(${table.email})`),
    index("sessions_tokens_header").on(headerOf(table.tokens)),
    index("sessions_backend_token_header").on(headerOf(table.backendToken)),
  ],
);

/**
 * Callbacks of sign-ins that have arrived. A browser may send one twice, but its authorization code works once. So only
 * the request that inserts the row redeems the code.
 */
export const callbacks = pgTable(
  "callbacks",
  {
    /** Hash of the sign-in's `state`. */
    id: text("id").primaryKey(),
    claimedAt: moment("claimed_at").notNull(),
    /** The session that began with the sign-in. */
    sessionId: uuid("session_id"),
  },
  (table) => [index("callbacks_claimed_at").on(table.claimedAt)],
);

/**
 * Counts the closings of all accounts. A closing revokes every way into one account, such as open links and sign-ins.
 */
export const closings = pgSequence("closings");

/**
 * For each account, the number of its last closing. An operation that grants access to an account notes the count of
 * closings when it starts. If the account has a later closing when the operation ends, the access must be revoked.
 */
export const accountEpochs = pgTable(
  "account_epochs",
  {
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.identityId] })],
);

/** Locks for operations that run once at a time for an account and wait for the cloud meanwhile. */
export const accountClaims = pgTable(
  "account_claims",
  {
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    what: text("what").notNull(),
    claim: uuid("claim").notNull(),
    claimedUntil: moment("claimed_until").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.identityId, table.what] }),
    index("account_claims_claimed_until").on(table.claimedUntil),
  ],
);

/** Credential binding jobs whose links are still open, so that each can be revoked in time. */
export const bindingJobs = pgTable(
  "binding_jobs",
  {
    id: uuid("id").primaryKey(),
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    /** The cloud's id of the job. Null until the cloud has answered, and permanently when its response was lost. */
    jobId: text("job_id"),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("binding_jobs_owner").on(table.issuer, table.identityId),
    index("binding_jobs_created_at").on(table.createdAt),
  ],
);

/** The passkeys that the cloud has listed for an account, to notice new and revoked ones. */
export const knownPasskeys = pgTable(
  "known_passkeys",
  {
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    passkeyId: text("passkey_id").notNull(),
    active: boolean("active").notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.identityId, table.passkeyId] })],
);

/** Identities that a registration created and that have no passkey yet. */
export const registrations = pgTable(
  "registrations",
  {
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.identityId] }),
    index("registrations_created_at").on(table.createdAt),
  ],
);

/**
 * Pending calls to the cloud or to a backend (transactional outbox). A row is deleted when its call has succeeded or is
 * given up.
 */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").$type<TaskKind>().notNull(),
    key: text("key"),
    payload: jsonb("payload").notNull(),
    createdAt: moment("created_at").notNull(),
    /**
     * When a process may next claim the row: at first, after a failed attempt, or once the claim of a crashed process
     * expires.
     */
    dueAt: moment("due_at").notNull(),
    giveUpAt: moment("give_up_at").notNull(),
    /** A new id with every claim. A process whose claim was replaced can no longer change the row. */
    claim: uuid("claim"),
    attempts: integer("attempts").notNull().default(0),
  },
  (table) => [
    index("outbox_due_at").on(table.dueAt),
    uniqueIndex("outbox_key").on(table.kind, table.key),
  ],
);

/** The audit trail: the history of each account, for its owner and for the operator. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    at: moment("at").notNull(),
    type: text("type").notNull(),
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    sessionId: uuid("session_id"),
    userAgent: text("user_agent"),
    correlationId: text("correlation_id").notNull(),
  },
  (table) => [
    index("audit_events_owner").on(table.issuer, table.identityId, table.at),
    index("audit_events_at").on(table.at),
  ],
);

/** Counters of rate-limiter-flexible, with the columns that its Drizzle store expects. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    expire: moment("expire"),
  },
  (table) => [index("rate_limits_expire").on(table.expire)],
);
