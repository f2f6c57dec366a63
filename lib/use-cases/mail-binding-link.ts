import "server-only";
import { lastEventAt, recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/management-api";
import type { BindingJob, Identity } from "@/lib/beyond-identity/schemas";
import { getEnv } from "@/lib/env";
import { later } from "@/lib/later";
import { pause } from "@/lib/pause";
import { LINK_LIFETIME_MS } from "@/lib/use-cases/inspect-binding-link";

/** How long to wait before each try to revoke links. */
const BEFORE_EACH_TRY_MS = [0, 1_000, 5_000];

/**
 * Has a binding link mailed to a person and makes every earlier one that is still open worthless. Whoever is suspended
 * or has no address gets none; saying so to the caller would give away that they exist.
 *
 * @returns whether one was mailed
 * @throws BeyondIdentityError
 */
export async function mailBindingLink(api: ManagementApi, identity: Identity): Promise<boolean> {
  if (identity.suspended || identity.email === null) {
    await recordEvent("link_withheld", { reason: identity.suspended ? "suspended" : "no_email" });
    return false;
  }
  await revokePendingLinks(api, identity.id);
  await api.mailBindingLink(identity.id);
  const { issuer } = getEnv();
  await recordEvent("link_requested", { owner: { issuer, identityId: identity.id } });
  return true;
}

/**
 * Makes the binding links of a person that are still open worthless.
 *
 * @param olderThanMs spares links that are younger
 * @throws BeyondIdentityError
 */
export async function revokePendingLinks(
  api: ManagementApi,
  identityId: string,
  olderThanMs = 0,
): Promise<void> {
  const jobs = await api.listBindingJobs(identityId);
  const isDue = (job: BindingJob) => Date.now() - job.createdAt.getTime() >= olderThanMs;
  const due = jobs.filter((job) => job.pending && isDue(job));
  await Promise.all(due.map((job) => revoke(api, identityId, job.id)));
}

/**
 * The same once the answer is out. A cloud that fails keeps nobody from going on: it is asked again, and if that is of no
 * use either, that is written down, and the next sign-in makes up for it.
 */
export function revokePendingLinksLater(identityId: string): void {
  later(async () => {
    const failure = await revokePersistently(identityId, 0);
    const owner = { issuer: getEnv().issuer, identityId };
    if (failure) await recordEvent("links_left_open", { owner, reason: failure.code });
  });
}

/**
 * Makes links of earlier days worthless, which the cloud would take although we do not. Those that are still good are
 * spared, except when all of them should have gone and could not.
 */
export function revokeStaleLinksLater(identityId: string): void {
  later(async () => {
    const owner = { issuer: getEnv().issuer, identityId };
    const left = await lastEventAt(owner, "links_left_open").catch(() => null);
    const sinceThen = left === null ? LINK_LIFETIME_MS : Date.now() - left.getTime();
    await revokePersistently(identityId, Math.min(LINK_LIFETIME_MS, sinceThen));
  });
}

/** @returns how the last try failed; null once one has not */
async function revokePersistently(
  identityId: string,
  olderThanMs: number,
): Promise<BeyondIdentityError | null> {
  let failure: BeyondIdentityError | null = null;
  for (const milliseconds of BEFORE_EACH_TRY_MS) {
    await pause(milliseconds);
    try {
      await revokePendingLinks(managementApi(), identityId, olderThanMs);
      return null;
    } catch (error) {
      if (!(error instanceof BeyondIdentityError)) throw error;
      failure = error;
    }
  }
  return failure;
}

async function revoke(api: ManagementApi, identityId: string, jobId: string): Promise<void> {
  try {
    await api.revokeBindingJob(identityId, jobId);
  } catch (error) {
    // Used, expired or revoked in the meantime: it is over, which is what was wanted.
    const over =
      error instanceof BeyondIdentityError && ["conflict", "not_found"].includes(error.code);
    if (!over) throw error;
  }
}
