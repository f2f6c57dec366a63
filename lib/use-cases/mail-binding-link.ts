import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import type { ManagementApi } from "@/lib/beyond-identity/management-api";
import type { Identity } from "@/lib/beyond-identity/schemas";
import { logEvent } from "@/lib/log";

/**
 * Has a binding link mailed to a person and makes every earlier one that is still open worthless. Whoever is suspended
 * or has no address gets none; saying so to the caller would give away that they exist.
 *
 * @throws BeyondIdentityError
 */
export async function mailBindingLink(api: ManagementApi, identity: Identity): Promise<void> {
  if (identity.suspended || identity.email === null) {
    logEvent("binding_link_withheld", { reason: identity.suspended ? "suspended" : "no_email" });
    return;
  }
  const jobs = await api.listBindingJobs(identity.id);
  const pending = jobs.filter((job) => job.pending);
  await Promise.all(pending.map((job) => revoke(api, identity.id, job.id)));
  await api.mailBindingLink(identity.id);
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
