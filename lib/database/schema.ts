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
import type { DebtKind } from "@/lib/outbox/debts";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Who is signed in where. A cookie whose session is not here is worth nothing. */
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
    /** When the person proved who they are, by the issuer's clock; null where the provider signs nothing. */
    authenticatedAt: moment("authenticated_at"),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** When the cloud was last asked whether this person may still be signed in. */
    checkedAt: moment("checked_at").notNull(),
    /** When the cloud last said yes to that. */
    confirmedAt: moment("confirmed_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    /** The cloud's tokens as one JWE. */
    tokens: text("tokens"),
    /** The backend's own token as one JWE, where it gives one out. */
    backendToken: text("backend_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    /** Whoever refreshes the tokens writes its claim here first; others wait until it is gone or over. */
    refreshClaim: uuid("refresh_claim"),
    refreshClaimedUntil: moment("refresh_claimed_until"),
  },
  (table) => [
    index("sessions_owner").on(table.issuer, table.identityId),
    index("sessions_expires_at").on(table.expiresAt),
  ],
);

/**
 * Callbacks of sign-ins that have arrived. A browser may send one twice, and its authorization code works once: whoever
 * writes the row redeems it.
 */
export const callbacks = pgTable(
  "callbacks",
  {
    /** Hash of the sign-in's `state`. */
    id: text("id").primaryKey(),
    claimedAt: moment("claimed_at").notNull(),
    /** The session that the sign-in began, once it has. */
    sessionId: uuid("session_id"),
  },
  (table) => [index("callbacks_claimed_at").on(table.claimedAt)],
);

/** Counts how often the ways into some account have been closed. */
export const closings = pgSequence("closings");

/**
 * For each account, the number of the closing that closed its ways in last. What creates a way in remembers how many
 * closings there had been when it began: a later one of its account says that the way must be undone.
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

/** Who does something for an account that is done by one at a time, while the cloud is asked. */
export const accountClaims = pgTable(
  "account_claims",
  {
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    what: text("what").notNull(),
    claim: uuid("claim").notNull(),
    claimedUntil: moment("claimed_until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.identityId, table.what] })],
);

/** Credential binding jobs whose links are still open, so that each can be revoked in time. */
export const bindingJobs = pgTable(
  "binding_jobs",
  {
    id: uuid("id").primaryKey(),
    issuer: text("issuer").notNull(),
    identityId: text("identity_id").notNull(),
    /** The cloud's id of the job; missing until the cloud has answered, and for good when its answer was lost. */
    jobId: text("job_id"),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("binding_jobs_owner").on(table.issuer, table.identityId),
    index("binding_jobs_created_at").on(table.createdAt),
  ],
);

/** The passkeys that the cloud has named for an account, to notice new ones and revoked ones. */
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

/** What must still happen elsewhere, in the cloud or at a backend. Paid or given up, a debt leaves no row. */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").$type<DebtKind>().notNull(),
    key: text("key"),
    payload: jsonb("payload").notNull(),
    createdAt: moment("created_at").notNull(),
    /** When it may be taken up: at first, after a failure, or once the process that took it up must be gone. */
    dueAt: moment("due_at").notNull(),
    giveUpAt: moment("give_up_at").notNull(),
    /** Made anew each time it is taken up: a process whose claim is over changes nothing any more. */
    claim: uuid("claim"),
    attempts: integer("attempts").notNull().default(0),
  },
  (table) => [
    index("outbox_due_at").on(table.dueAt),
    uniqueIndex("outbox_key").on(table.kind, table.key),
  ],
);

/** What happened to accounts, for the people who own them and for those who run the server. */
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

/** Counters of rate-limiter-flexible, in the form that its Drizzle store expects. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: moment("expire"),
});
