import "server-only";
import { lockAccount } from "@/lib/accounts/account-lock";
import { raiseEpoch } from "@/lib/accounts/epoch";
import { deleteAccountRows, forgetAccountTask } from "@/lib/accounts/forget-account";
import { noteRegistration } from "@/lib/accounts/registrations";
import { revokeLink } from "@/lib/accounts/revoke-links";
import { type CloudErrorReason, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { inDatabase } from "@/lib/database/database";
import { logEvent } from "@/lib/log";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Handlers } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

/** The errors of a tenant that does not grant the scope. They come with the call, or already with the token. */
const NOT_GRANTED: CloudErrorReason[] = ["cloud_unauthorized", "cloud_rejected"];

/**
 * Deletes the identity of a user who has deleted their account. Links and passkeys go first, so that they give no access
 * even where the cloud does not let the app delete identities. Links go before passkeys, because a link makes a passkey.
 *
 * @throws BeyondIdentityError when the outbox must retry
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
 * Deletes an identity that was never used to sign in, unless it has a passkey or once had one. Its links are revoked before
 * the app lists the passkeys, so that no passkey is made between the list and the deletion.
 *
 * @throws BeyondIdentityError when the outbox must retry
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
  await deleteLocalData(owner);
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

/** The tenant does not grant deletion. A queued deletion would keep the user from registering, so none is left queued. */
async function keepForNow(owner: Owner): Promise<void> {
  await noteRegistration(owner);
  logEvent("unused_identity_kept", { identityId: owner.identityId });
}

async function deleteLocalData(owner: Owner): Promise<void> {
  await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      await deleteAccountRows(tx, owner);
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
