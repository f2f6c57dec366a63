import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LINK_LIFETIME_MS, revokeOldBindingJobs } from "@/lib/accounts/binding-jobs";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import {
  accountClaims,
  auditEvents,
  bindingJobs,
  callbacks,
  rateLimits,
  sessions,
} from "@/lib/database/schema";
import { AUDIT_MS, removeStale } from "@/lib/operation/housekeeping";
import { LIFETIME_MS } from "@/lib/outbox/tasks";
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS } from "@/lib/session-limits";
import { begunSession } from "../support/in-process/begun-session.ts";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { inEnvironment } from "../support/in-process/environment.ts";
import { emptyTables } from "../support/in-process/rows.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const owner = { issuer: ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY, identityId: "ada" };
const ID = "00000000-0000-4000-8000-000000000000";

inEnvironment(ENVIRONMENT);
beforeEach(emptyTables);
afterEach(() => vi.useRealTimers());

const TABLES = { sessions, auditEvents, callbacks, rateLimits, bindingJobs, accountClaims };
const event = { id: ID, type: "signed_in", correlationId: "none", ...owner };
const details = { ...owner, email: null, name: null, userAgent: null, authenticatedAt: null };

const KEPT: [keyof typeof TABLES, number, (db: Database) => PromiseLike<unknown>][] = [
  ["sessions", 3 * DAY, () => begunSession(details)],
  ["auditEvents", 90 * DAY, (db) => db.insert(auditEvents).values({ ...event, at: new Date() })],
  ["callbacks", HOUR, (db) => db.insert(callbacks).values({ id: "hash", claimedAt: new Date() })],
  ["rateLimits", 0, (db) => db.insert(rateLimits).values({ ...counter, expire: new Date() })],
  ["bindingJobs", 15 * MINUTE, (db) => db.insert(bindingJobs).values(link())],
  ["accountClaims", HOUR, (db) => db.insert(accountClaims).values(claim())],
];

const counter = { key: "k", points: 1 };
const link = () => ({ ...owner, id: ID, createdAt: new Date() });
const claim = () => ({ ...owner, what: "mail", claim: ID, claimedUntil: new Date() });

test.each(KEPT)(
  "%s are kept as long as docs/security.md says, and no longer",
  async (name, life, make) => {
    await inDatabase(async (db) => void (await make(db)));
    const count = () => inDatabase((db) => db.$count(TABLES[name]));
    const cleanAfter = async (ms: number) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
      await removeStale();
      await revokeOldBindingJobs();
      vi.useRealTimers();
    };
    await cleanAfter(life - MINUTE);
    expect(await count()).toBe(1);
    await cleanAfter(life + MINUTE);
    expect(await count()).toBe(0);
  },
);

test("the code has the time limits of docs/security.md", () => {
  expect([IDLE_LIMIT_MS, ABSOLUTE_LIMIT_MS, AUDIT_MS, LINK_LIFETIME_MS]).toEqual([
    3 * DAY,
    14 * DAY,
    90 * DAY,
    15 * MINUTE,
  ]);
  const lives = Object.values(LIFETIME_MS);
  expect([...new Set(lives)].toSorted((a, b) => a - b)).toEqual([15 * MINUTE, DAY, 7 * DAY]);
});
