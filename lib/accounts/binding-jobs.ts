import "server-only";
import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { lockAccount } from "@/lib/accounts/account-lock";
import { enqueueUnknownLinks } from "@/lib/accounts/enqueue-unknown-links";
import { inDatabase } from "@/lib/database/database";
import { areOldest } from "@/lib/database/oldest-rows";
import type { Database } from "@/lib/database/open-database";
import { bindingJobs } from "@/lib/database/schema";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Task } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

/** The cloud lets a link live for seven days, which is too long for a key to an account. ASVS 5.0, 6.5.5, asks for ten minutes. */
export const LINK_LIFETIME_MS = 15 * 60 * 1000;

const REVOKED_AT_ONCE = 100;

type Row = typeof bindingJobs.$inferSelect;

/** A link that is being made. Its row is deleted when access to the account is revoked. */
export type BindingJobDraft = Row & {
  /** Whether another process has already begun to make it. */
  isResumed: boolean;
};

/** A link that the cloud has made. */
export type MadeLink = { jobId: string; createdAt?: Date };

/**
 * Records that a link is about to be made, so that it is revoked even if the process dies before the cloud responds.
 *
 * @param tx a transaction that holds the account's lock
 * @param id the id of the draft. A draft that a dead process left under this id is continued.
 * @param spare how many earlier links stay valid, newest first
 */
export async function draftBindingJob(
  tx: Database,
  { issuer, identityId }: Owner,
  { id, spare }: { id: string; spare: number },
): Promise<BindingJobDraft> {
  const all = await tx
    .select()
    .from(bindingJobs)
    .where(isOf({ issuer, identityId }))
    .orderBy(desc(bindingJobs.createdAt), desc(bindingJobs.id));
  const begun = all.find((row) => row.id === id);
  if (begun) return { ...begun, isResumed: true };
  const tooMany = all.slice(spare).map((row) => row.id);
  if (tooMany.length > 0) {
    const isDue = inArray(bindingJobs.id, tooMany);
    await enqueueRevocation(tx, await tx.delete(bindingJobs).where(isDue).returning());
  }
  const draft = { id, issuer, identityId, jobId: null, createdAt: new Date() };
  await tx.insert(bindingJobs).values(draft);
  return { ...draft, isResumed: false };
}

/**
 * Keeps the link that the cloud has made, unless access to the account was revoked meanwhile. Its 15 minutes begin when it
 * was made, which may be long after it was requested.
 *
 * @param made the cloud's id of the link, and when it was made if that is not now
 * @param isAllowed checks under the account's lock whether the requester may still have the link
 * @returns false when the app revokes the link again
 * @throws Failure `service_unavailable`
 */
export function keepBindingJob(
  draft: BindingJobDraft,
  { jobId, createdAt = new Date() }: MadeLink,
  isAllowed: (tx: Database) => Promise<boolean>,
): Promise<boolean> {
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, draft);
      const isDraft = eq(bindingJobs.id, draft.id);
      const [kept] = await tx
        .update(bindingJobs)
        .set({ jobId, createdAt })
        .where(isDraft)
        .returning();
      if (kept && (await isAllowed(tx))) return true;
      await tx.delete(bindingJobs).where(isDraft);
      const { issuer, identityId } = draft;
      await enqueue(tx, { kind: "revoke_link", payload: { issuer, identityId, jobId } });
      return false;
    }),
  );
}

/**
 * Drops the draft of a link whose creation failed.
 *
 * @param wasMade whether the cloud may have made the link nevertheless
 * @throws Failure `service_unavailable`
 */
export async function dropBindingJob({ id }: BindingJobDraft, wasMade: boolean): Promise<void> {
  await inDatabase((db) =>
    db.transaction(async (tx) => {
      const dropped = await tx.delete(bindingJobs).where(eq(bindingJobs.id, id)).returning();
      if (wasMade) await enqueueRevocation(tx, dropped);
    }),
  );
}

/**
 * Enqueues the revocation of every open link of an account, including links that this app has not made.
 *
 * @param tx a transaction that holds the account's lock
 */
export async function revokeBindingJobs(tx: Database, owner: Owner): Promise<void> {
  const closed = await tx.delete(bindingJobs).where(isOf(owner)).returning();
  await enqueueRevocation(
    tx,
    closed.filter(({ jobId }) => jobId !== null),
  );
  await enqueueUnknownLinks(tx, owner);
}

/**
 * Enqueues the revocation of links that are past their lifetime. Of concurrent processes, one enqueues each link.
 *
 * @returns how many links
 * @throws Failure `service_unavailable`
 */
export async function revokeOldBindingJobs(): Promise<number> {
  const before = new Date(Date.now() - LINK_LIFETIME_MS);
  let count = 0;
  for (;;) {
    const revoked = await revokeOldest(before);
    if (revoked === 0) return count;
    count += revoked;
  }
}

function revokeOldest(before: Date): Promise<number> {
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      const oldest = areOldest(tx, bindingJobs, bindingJobs.createdAt, {
        before,
        limit: REVOKED_AT_ONCE,
      });
      const old = await tx.delete(bindingJobs).where(oldest).returning();
      await enqueueRevocation(tx, old);
      return old.length;
    }),
  );
}

/**
 * @returns the cloud's ids of the links of an account that the app has a row of
 * @throws Failure `service_unavailable`
 */
export async function knownJobIds(owner: Owner): Promise<string[]> {
  const rows = await inDatabase((db) =>
    db
      .select({ jobId: bindingJobs.jobId })
      .from(bindingJobs)
      .where(and(isOf(owner), isNotNull(bindingJobs.jobId))),
  );
  return rows.flatMap(({ jobId }) => jobId ?? []);
}

async function enqueueRevocation(tx: Database, jobs: Row[]): Promise<void> {
  await enqueue(tx, jobs.map(revocationOf));
}

function revocationOf({ issuer, identityId, jobId }: Row): Task {
  if (jobId !== null) return { kind: "revoke_link", payload: { issuer, identityId, jobId } };
  const before = new Date().toISOString();
  return { kind: "revoke_unknown_links", payload: { issuer, identityId, before } };
}

function isOf({ issuer, identityId }: Owner) {
  return and(eq(bindingJobs.issuer, issuer), eq(bindingJobs.identityId, identityId));
}
