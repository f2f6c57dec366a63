import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import type { ManagementApi } from "@/lib/beyond-identity/management-api";

/**
 * Has a binding link mailed to an identity and makes every earlier one that is still open worthless.
 *
 * @throws BeyondIdentityError
 */
export async function mailBindingLink(api: ManagementApi, identityId: string): Promise<void> {
  const jobs = await api.listBindingJobs(identityId);
  const pending = jobs.filter((job) => job.pending);
  await Promise.all(pending.map((job) => revoke(api, identityId, job.id)));
  await api.mailBindingLink(identityId);
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
