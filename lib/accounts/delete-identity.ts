import "server-only";
import { lockAccount } from "@/lib/accounts/account-lock";
import { raiseEpoch } from "@/lib/accounts/epoch";
import { forgetAccountTask, forgetRows } from "@/lib/accounts/forget-account";
import { noteRegistration } from "@/lib/accounts/registrations";
import { revokeLink } from "@/lib/accounts/revoke-links";
import { type CloudErrorReason, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { inDatabase } from "@/lib/database/database";
import { logEvent } from "@/lib/log";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Handlers } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

/** What a tenant answers with that does not grant the scope: for the call, or already for the token. */
const NOT_GRANTED: CloudErrorReason[] = ["cloud_unauthorized", "cloud_rejected"];

/**
 * Deletes the identity of a person who has deleted their account, and its links and passkeys first: where the cloud does not
 * let us delete identities, they open nothing all the same. Links come before passkeys, which they would make.
 *
 * @throws BeyondIdentityError when it is to be tried again
 */
export const deleteIdentity: Handlers["delete_identity"] = async (owner) => {
  const { identityId } = owner;
  const api = managementApi();
  await unless(["not_found"], () => revokeLinks(api, owner));
  await unless(["not_found"], () => revokePasskeys(api, identityId));
  await unless(["not_found"], () => api.deleteIdentity(identityId));
  logEvent("identity_deleted", { identityId });
};

/**
 * Deletes an identity that nobody has used, unless it has a passkey, or has had one. Its links are revoked before that is
 * asked, so that none is made between the answer and the deletion.
 *
 * @throws BeyondIdentityError when it is to be tried again
 * @throws Failure `service_unavailable`
 */
export const deleteUnusedIdentity: Handlers["delete_unused_identity"] = async (owner) => {
  const { identityId } = owner;
  const api = managementApi();
  try {
    await revokeLinks(api, owner);
    if ((await api.listPasskeys(identityId)).length > 0) return;
    await api.deleteIdentity(identityId);
  } catch (error) {
    if (isOneOf(NOT_GRANTED, error)) return keepForNow(owner);
    if (!isOneOf(["not_found"], error)) throw error;
  }
  await forgetTraces(owner);
  logEvent("unused_identity_deleted", { identityId });
};

async function revokePasskeys(api: ManagementApi, identityId: string): Promise<void> {
  const passkeys = await api.listPasskeys(identityId);
  for (const passkey of passkeys) {
    if (passkey.identityId !== identityId || !passkey.active) continue;
    await unless(["conflict", "not_found"], () => api.revokePasskey(identityId, passkey.id));
  }
}

async function revokeLinks(api: ManagementApi, owner: Owner): Promise<void> {
  const jobs = await api.listBindingJobs(owner.identityId);
  for (const { id: jobId, pending } of jobs) if (pending) await revokeLink({ ...owner, jobId });
}

/** The tenant does not grant it. Its person must be able to register meanwhile, which an owed deletion would hold up. */
async function keepForNow(owner: Owner): Promise<void> {
  await noteRegistration(owner);
  logEvent("unused_identity_kept", { identityId: owner.identityId });
}

async function forgetTraces(owner: Owner): Promise<void> {
  await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      await forgetRows(tx, owner);
      await enqueue(tx, forgetAccountTask(owner, await raiseEpoch(tx, owner)));
    }),
  );
}

async function unless(codes: CloudErrorReason[], task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!isOneOf(codes, error)) throw error;
  }
}

function isOneOf(codes: CloudErrorReason[], error: unknown): boolean {
  return isCloudError(error, ...codes);
}
