import "server-only";
import { withAccountClaim } from "@/lib/accounts/account-claim";
import { recordEvent } from "@/lib/audit/audit";
import type { Account } from "@/lib/auth/current-account";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { CloudPasskey } from "@/lib/beyond-identity/cloud/schemas";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { limitByAccount, limitByAddress } from "@/lib/rate-limits/limit";
import { limitAccount } from "@/lib/rate-limits/limit-account";
import { limitOwnMail } from "@/lib/rate-limits/limit-mail";
import { comparePasskeys, knownPasskeysOf } from "@/lib/recheck/known-passkeys";
import {
  type OwnRevocation,
  revokeOtherAccess,
  revokePasskeyAndOtherAccess,
} from "@/lib/recheck/own-revocation";
import { requireThat } from "@/lib/require-that";
import { mailBindingLink } from "@/lib/use-cases/mail-binding-link";
import { makeBindingLink } from "@/lib/use-cases/make-binding-link";
import { requireFreshSignIn } from "@/lib/use-cases/require-fresh-sign-in";

/** A passkey as its owner sees it. */
export type OwnPasskey = Pick<CloudPasskey, "id" | "kind" | "active" | "createdAt">;

/**
 * @returns a user's passkeys, active ones first, then newest first
 * @throws Failure `passkey_needed` for an account of another provider, which has none
 * @throws Failure `not_configured` without the management API
 * @throws Failure `session_ended` when one of them was revoked in the cloud
 * @throws Failure `rate_limited`
 * @throws BeyondIdentityError
 */
export async function listOwnPasskeys(account: Account): Promise<OwnPasskey[]> {
  requirePasskeyAccount(account);
  await limitAccount(account, "cloud");
  return fetchPasskeys(account);
}

/** Lists the passkeys under the limit for revocations, which the lists of other sessions cannot use up. */
async function listToRevoke(account: Account): Promise<OwnPasskey[]> {
  requirePasskeyAccount(account);
  await limitAccount(account, "revocation");
  return fetchPasskeys(account);
}

async function fetchPasskeys(account: Account): Promise<OwnPasskey[]> {
  const { identityId } = account;
  const before = await knownPasskeysOf(account);
  const passkeys = await managementApi().listPasskeys(identityId);
  const endedBefore = await comparePasskeys(account, passkeys, before);
  const hasEnded = endedBefore !== null && account.signedInAt < endedBefore;
  requireThat(!hasEnded, () => new Failure("session_ended"));
  return passkeys
    .filter((passkey) => passkey.identityId === identityId)
    .map(({ id, kind, active, createdAt }) => ({ id, kind, active, createdAt }))
    .sort(
      (a, b) =>
        Number(b.active) - Number(a.active) || b.createdAt.getTime() - a.createdAt.getTime(),
    );
}

/**
 * @returns whether a passkey is the user's only active one
 * @throws BeyondIdentityError
 */
export async function isLastPasskey(account: Account, passkeyId: string): Promise<boolean> {
  return isOnlyActive(await listToRevoke(account), passkeyId);
}

/**
 * Revokes one of a user's own passkeys, for good. Also ends their other sessions and revokes their open links, because an
 * attacker who had the passkey may hold them.
 *
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `not_yours` when the passkey is not the user's
 * @throws Failure `last_passkey` when the user could no longer sign in without it
 * @throws Failure `session_ended` when the current session has ended since the request began
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function revokeOwnPasskey(account: Account, passkeyId: string): Promise<void> {
  requirePasskeyAccount(account);
  requireFreshSignIn(account);
  // One at a time, because two revocations could each count the other's passkey as the one that is left.
  await withAccountClaim(account, "revocation", () => revokeNow(account, passkeyId));
}

async function revokeNow(account: Account, passkeyId: string): Promise<void> {
  const api = managementApi();
  const passkeys = await listToRevoke(account);
  const passkey = passkeys.find(({ id }) => id === passkeyId);
  requireThat(passkey, () => new Failure("not_yours", { detail: "You have no such passkey." }));
  const { issuer, identityId, sessionId } = account;
  const revocation = { issuer, identityId, sessionId, passkeyId };
  // An earlier try may have failed between the two steps.
  if (!passkey.active) return revokeOtherAccess(revocation, sessionId);
  if (isOnlyActive(passkeys, passkeyId)) await requireRecoverable(api, account);
  await revokePasskeyAndOtherAccess(revocation, () => revoke(api, revocation));
}

function isOnlyActive(passkeys: OwnPasskey[], passkeyId: string): boolean {
  const active = passkeys.filter((passkey) => passkey.active);
  return active.length === 1 && active[0]?.id === passkeyId;
}

/** The last passkey may be revoked only if the app can still mail a link. */
async function requireRecoverable(api: ManagementApi, { identityId }: Account): Promise<void> {
  const { email } = await api.getIdentity(identityId);
  requireThat(email !== null, () => new Failure("last_passkey"));
}

async function revoke(api: ManagementApi, { identityId, passkeyId }: OwnRevocation): Promise<void> {
  try {
    await api.revokePasskey(identityId, passkeyId);
  } catch (error) {
    // The passkey was already revoked in the meantime.
    if (!isCloudError(error, "conflict")) throw error;
  }
}

/**
 * Has a link mailed to a signed-in user, with which they make a passkey on another device.
 *
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `no_address` when the user has no email address, or is suspended
 * @throws Failure `rate_limited`
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function mailOwnBindingLink(account: Account): Promise<void> {
  requirePasskeyAccount(account);
  requireFreshSignIn(account);
  await limitLinks(account);
  const api = managementApi();
  const identity = await api.getIdentity(account.identityId);
  if (identity.email !== null) await limitOwnMail(identity.email);
  const { sessionId } = account;
  const outcome = await mailBindingLink(api, identity, { sessionId });
  requireThat(outcome !== "closed_meanwhile", () => new Failure("session_ended"));
  requireThat(outcome === "mailed", () => new Failure("no_address"));
}

/**
 * Makes a link with which a signed-in user creates a passkey in this browser. The link gives access to the account, so only
 * the owner may get it in a response, and only after a fresh sign-in.
 *
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `rate_limited`
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function createOwnBindingLink(account: Account): Promise<string> {
  requirePasskeyAccount(account);
  requireFreshSignIn(account);
  await limitLinks(account);
  const { identityId, sessionId } = account;
  const create = () => managementApi().createBindingLink(identityId);
  const made = await makeBindingLink(account, { sessionId }, create);
  requireThat(made, () => new Failure("session_ended"));
  await recordEvent("link_requested", { owner: account, sessionId });
  return made.link;
}

/** The cloud does not know an id of another provider, or knows it as another user's. */
function requirePasskeyAccount({ issuer }: Account): void {
  requireThat(issuer === getEnv().issuer, () => new Failure("passkey_needed"));
  requireThat(getEnv().management, () => new Failure("not_configured"));
}

async function limitLinks({ issuer, identityId }: Account): Promise<void> {
  await limitByAddress("recover");
  await limitByAccount("recover", `${issuer} ${identityId}`);
}
