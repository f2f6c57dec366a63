import "server-only";
import { knownJobIds } from "@/lib/accounts/binding-jobs";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { BindingJob } from "@/lib/beyond-identity/cloud/schemas";
import type { Handlers } from "@/lib/outbox/tasks";

/** How far the cloud's clock may differ from the app's. */
const CLOCKS_APART_MS = 60_000;

/** @throws BeyondIdentityError when the outbox must retry */
export const revokeLink: Handlers["revoke_link"] = async ({ identityId, jobId }) => {
  try {
    await managementApi().revokeBindingJob(identityId, jobId);
  } catch (error) {
    // The link was used, has expired or was revoked in the meantime, so it is no longer open.
    const isClosed = isCloudError(error, "conflict", "not_found");
    if (!isClosed) throw error;
  }
};

/**
 * Revokes the links that the cloud has made and that the app has no row of.
 *
 * @throws BeyondIdentityError when the outbox must retry
 */
export const revokeUnknownLinks: Handlers["revoke_unknown_links"] = async ({
  before,
  ...owner
}) => {
  const { issuer, identityId } = owner;
  const unknown = await unknownLinks(owner).catch(noLinksIfDeleted);
  const limit = Date.parse(before) + CLOCKS_APART_MS;
  const due = unknown.filter(({ createdAt }) => createdAt.getTime() <= limit);
  await Promise.all(due.map(({ id: jobId }) => revokeLink({ issuer, identityId, jobId })));
};

/** The links of a deleted identity are deleted too. */
function noLinksIfDeleted(error: unknown): BindingJob[] {
  if (isCloudError(error, "not_found")) return [];
  throw error;
}

/**
 * @returns the open links of an account that the app has no row of, newest first
 * @throws BeyondIdentityError
 */
export async function unknownLinks(owner: {
  issuer: string;
  identityId: string;
}): Promise<BindingJob[]> {
  const jobs = await managementApi().listBindingJobs(owner.identityId);
  const known = await knownJobIds(owner);
  return jobs
    .filter(({ id, pending }) => pending && !known.includes(id))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}
