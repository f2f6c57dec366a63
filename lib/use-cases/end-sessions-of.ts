import "server-only";
import { eq, sql } from "drizzle-orm";
import { raiseEpochOfAllAccounts } from "@/lib/accounts/epoch";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { inDatabase } from "@/lib/database/database";
import { auditEvents, bindingJobs, sessions } from "@/lib/database/schema";
import { getEnv } from "@/lib/env/env";
import { revokeAccess } from "@/lib/sessions/end-sessions";
import type { Owner } from "@/lib/sessions/registry";

/** Whose sessions an operator ends. An identity is one of the configured realm. */
export type AccountSelector = { email: string } | { identity: string } | "everybody";

/** What came of it. */
export type Ended = {
  accounts: number;
  sessions: number;
  /** False when the cloud could not be asked who has the address: then only those with a session are found. */
  isCertain: boolean;
};

/**
 * Ends all sessions of the people named, and closes every other way in that is open: links are revoked, and what is under way
 * makes no session. The running server pays what is owed for it.
 *
 * @throws Failure `service_unavailable`
 */
export async function endSessionsOf(selector: AccountSelector): Promise<Ended> {
  // First: what somebody begins who has no row yet is not found by looking for rows.
  if (selector === "everybody") await raiseEpochOfAllAccounts();
  const { owners, isCertain } = await find(selector);
  let count = 0;
  for (const owner of owners) {
    const revocation = { type: "sessions_ended", sessions: "all", reason: "operator" } as const;
    count += (await revokeAccess(owner, revocation)).length;
  }
  return { accounts: owners.length, sessions: count, isCertain };
}

async function find(selector: AccountSelector): Promise<{ owners: Owner[]; isCertain: boolean }> {
  const { issuer } = getEnv();
  if (selector === "everybody") return { owners: await everybody(), isCertain: true };
  if ("identity" in selector) {
    return { owners: [{ issuer, identityId: selector.identity }], isCertain: true };
  }
  const email = selector.email.toLowerCase();
  const here = await ownersIn(sessions, eq(sql`lower(${sessions.email})`, email));
  try {
    const identity = await managementApi().findIdentityByUsername(email);
    const there = identity ? [{ issuer, identityId: identity.id }] : [];
    return { owners: distinct([...here, ...there]), isCertain: true };
  } catch (error) {
    if (!(error instanceof BeyondIdentityError)) throw error;
    return { owners: here, isCertain: false };
  }
}

/** Everybody who may be about to get in as well: those who have a link, or a history. */
async function everybody(): Promise<Owner[]> {
  const tables = [sessions, bindingJobs, auditEvents];
  const owners = await Promise.all(tables.map((table) => ownersIn(table)));
  return distinct(owners.flat());
}

function ownersIn(
  table: typeof sessions | typeof bindingJobs | typeof auditEvents,
  condition?: ReturnType<typeof eq>,
): Promise<Owner[]> {
  const { issuer, identityId } = table;
  return inDatabase((db) => db.selectDistinct({ issuer, identityId }).from(table).where(condition));
}

function distinct(owners: Owner[]): Owner[] {
  return [...new Map(owners.map((owner) => [JSON.stringify(owner), owner])).values()];
}
