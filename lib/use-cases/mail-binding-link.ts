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

/** What became of a link: it is in the mail, or why it is not. */
export type MailedLink = "mailed" | "suspended" | "no_email" | "closed_meanwhile";

/**
 * Has a binding link mailed to a person. Whoever is suspended or has no address gets none; saying so to the caller would
 * give away that they exist.
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

/** A process that broke off may have had the mail sent already. */
async function mailOnce(
  api: ManagementApi,
  { isTakenUp, jobId, createdAt, ...owner }: BindingJobDraft,
): Promise<MadeLink> {
  if (jobId !== null) return { jobId, createdAt };
  const [sent] = isTakenUp ? await unknownLinks(owner) : [];
  if (sent) return { jobId: sent.id, createdAt: sent.createdAt };
  return api.mailBindingLink(owner.identityId);
}

async function withhold<Reason extends MailedLink>(reason: Reason): Promise<Reason> {
  await recordEvent("link_withheld", { reason });
  return reason;
}

/**
 * Mails the link that a registration or a recovery asked for. Whatever an earlier try left half-made is taken up again.
 *
 * @throws BeyondIdentityError when it is to be tried again
 * @throws DeletionPendingError then, too
 * @throws Failure `rate_limited` then, too: another mail to this person is on its way
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
    // Of two at once, one would take the other's link for its own, of which it has not heard. A second one that waited here
    // would hold up the mails of others, who would feel that the address is known.
    await withAccountClaimAtOnce(owner, "mail", async () => {
      await requireNoPendingDeletion(owner);
      await mailBindingLink(api, identity, { requestId, epoch });
    });
  });

/** The link would go down with the identity. Tried again once that is gone, the address gets a new one. */
async function requireNoPendingDeletion(owner: Owner): Promise<void> {
  const leaves = await inDatabase((db) => isIdentityDeletionPending(db, owner));
  requireThat(!leaves, () => new DeletionPendingError());
}

async function createOrFind(api: ManagementApi, email: string): Promise<Identity | null> {
  try {
    const identity = await api.createIdentity({ username: email, email, displayName: email });
    await noteRegistration({ issuer: getEnv().issuer, identityId: identity.id });
    return identity;
  } catch (error) {
    if (!isCloudError(error, "conflict")) throw error;
    // No match: the address belongs to an identity of another username. Saying so would give it away.
    return api.findIdentityByUsername(email);
  }
}
