import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/management-api";
import type { BindingJob, Identity } from "@/lib/beyond-identity/schemas";
import { getEnv } from "@/lib/env";
import { later } from "@/lib/later";

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

/** The same once the answer is out; a cloud that fails keeps nobody from going on. */
export function revokePendingLinksLater(identityId: string, olderThanMs = 0): void {
  later(async () => {
    try {
      await revokePendingLinks(managementApi(), identityId, olderThanMs);
    } catch (error) {
      if (!(error instanceof BeyondIdentityError)) throw error;
    }
  });
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
