import "server-only";
import { withAccountClaimAtOnce } from "@/lib/accounts/account-claim";
import type { BindingJobDraft, MadeLink } from "@/lib/accounts/binding-jobs";
import { DeletionPendingError, isIdentityDeletionPending } from "@/lib/accounts/pending-deletion";
import { noteRegistration } from "@/lib/accounts/registrations";
import { unknownLinks } from "@/lib/accounts/revoke-links";
import { recordEvent } from "@/lib/audit/audit";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { Identity } from "@/lib/beyond-identity/cloud/schemas";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import type { Handlers } from "@/lib/outbox/tasks";
import { withCorrelation } from "@/lib/request/request-context";
import { requireThat } from "@/lib/require-that";
import type { Owner } from "@/lib/sessions/registry";
import { makeBindingLink, type Requester } from "@/lib/use-cases/make-binding-link";

/** The result: the link was mailed, or why it was not. */
export type MailedLink = "mailed" | "suspended" | "no_email" | "closed_meanwhile";

/**
 * Has the cloud mail a binding link. A suspended user, or one without an email address, gets none. The result must not
 * reach a stranger, because it would reveal that the account exists.
 *
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function mailBindingLink(
  api: ManagementApi,
  identity: Identity,
  requester: Requester,
): Promise<MailedLink> {
  const owner = { issuer: getEnv().issuer, identityId: identity.id };
  if (identity.suspended) return withhold("suspended");
  if (identity.email === null) return withhold("no_email");
  const made = await makeBindingLink(owner, requester, (draft) => mailOnce(api, draft));
  if (!made) return withhold("closed_meanwhile");
  await recordEvent("link_requested", { owner });
  return "mailed";
}

/** A process that died may have had the mail sent already. */
async function mailOnce(
  api: ManagementApi,
  { isResumed, jobId, createdAt, ...owner }: BindingJobDraft,
): Promise<MadeLink> {
  if (jobId !== null) return { jobId, createdAt };
  const [sent] = isResumed ? await unknownLinks(owner) : [];
  if (sent) return { jobId: sent.id, createdAt: sent.createdAt };
  return api.mailBindingLink(owner.identityId);
}

async function withhold<Reason extends MailedLink>(reason: Reason): Promise<Reason> {
  await recordEvent("link_withheld", { reason });
  return reason;
}

/**
 * Mails the link that a registration or a recovery asked for. A retry continues what an earlier try has begun. The outbox
 * retries after each of these errors.
 *
 * @throws BeyondIdentityError
 * @throws DeletionPendingError
 * @throws Failure `rate_limited` when another mail to this user is being sent
 * @throws Failure `service_unavailable`
 */
export const mailRequestedLink: Handlers["mail_link"] = ({ correlationId, ...request }) =>
  withCorrelation(correlationId, async () => {
    const { requestId, purpose, email, epoch } = request;
    const api = managementApi();
    const find = () => api.findIdentityByUsername(email);
    const identity = await (purpose === "register" ? createOrFind(api, email) : find());
    if (!identity) return;
    const owner = { issuer: getEnv().issuer, identityId: identity.id };
    // Two at once are refused, because one could mistake the other's link for its own. A second one does not wait here: it
    // would delay the mails of other users, who could tell from the delay that the address is known.
    await withAccountClaimAtOnce(owner, "mail", async () => {
      await requireNoPendingDeletion(owner);
      await mailBindingLink(api, identity, { requestId, epoch });
    });
  });

/** The link would be deleted with the identity. A retry after the deletion gives the address a new identity. */
async function requireNoPendingDeletion(owner: Owner): Promise<void> {
  const isPending = await inDatabase((db) => isIdentityDeletionPending(db, owner));
  requireThat(!isPending, () => new DeletionPendingError());
}

async function createOrFind(api: ManagementApi, email: string): Promise<Identity | null> {
  try {
    const identity = await api.createIdentity({ username: email, email, displayName: email });
    await noteRegistration({ issuer: getEnv().issuer, identityId: identity.id });
    return identity;
  } catch (error) {
    if (!isCloudError(error, "conflict")) throw error;
    // Null when the address belongs to an identity with another username. An error would reveal that.
    return api.findIdentityByUsername(email);
  }
}
