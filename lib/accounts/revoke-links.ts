import "server-only";
import { knownJobIds } from "@/lib/accounts/binding-jobs";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { BindingJob } from "@/lib/beyond-identity/cloud/schemas";
import type { Handlers } from "@/lib/outbox/tasks";

/** How far the cloud's clock may be from ours. */
const CLOCKS_APART_MS = 60_000;

/** @throws BeyondIdentityError when it is to be tried again */
export const revokeLink: Handlers["revoke_link"] = async ({ identityId, jobId }) => {
  try {
    await managementApi().revokeBindingJob(identityId, jobId);
  } catch (error) {
    // Used, expired or revoked in the meantime: it is over, which is what was wanted.
    const isOver = isCloudError(error, "conflict", "not_found");
    if (!isOver) throw error;
  }
};

/**
 * Revokes the links that the cloud has made without our hearing of it.
 *
 * @throws BeyondIdentityError when it is to be tried again
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

/** A deleted identity has taken its links with it. */
function noLinksIfDeleted(error: unknown): BindingJob[] {
  if (isCloudError(error, "not_found")) return [];
  throw error;
}

/**
 * @returns the open links of an account that no row tells of, the newest first
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
