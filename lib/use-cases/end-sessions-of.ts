import "server-only";
import { eq, sql } from "drizzle-orm";
import { raiseEpochOfAllAccounts } from "@/lib/accounts/epoch";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { inDatabase } from "@/lib/database/database";
import { auditEvents, bindingJobs, sessions } from "@/lib/database/schema";
import { getEnv } from "@/lib/env/env";
import { isFailure } from "@/lib/failure";
import { revokeAccess } from "@/lib/sessions/end-sessions";
import type { Owner } from "@/lib/sessions/registry";

/** The accounts whose sessions an operator ends. An identity is one of the configured realm. */
export type AccountSelector = { email: string } | { identity: string } | "everybody";

/** The result. */
export type Ended = {
  accounts: number;
  sessions: number;
  /**
   * False when the cloud did not say which identity has the address, or the app may not ask it. Then only accounts with a
   * session are found.
   */
  isCertain: boolean;
};

/**
 * Ends all sessions of the selected accounts. Revokes their open links, and stops sign-ins that are in progress. The
 * running server runs the tasks that this enqueues.
 *
 * @throws Failure `service_unavailable`
 */
export async function endSessionsOf(selector: AccountSelector): Promise<Ended> {
  // First, because a search for rows does not find the sign-ins and links of users without a row.
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
  if (selector === "everybody") return { owners: await allOwners(), isCertain: true };
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
    const isUnanswered = error instanceof BeyondIdentityError || isFailure(error, "not_configured");
    if (!isUnanswered) throw error;
    return { owners: here, isCertain: false };
  }
}

/** Includes users who may sign in soon, because they have a link or a history. */
async function allOwners(): Promise<Owner[]> {
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
