import "server-only";
import { deleteIdentity, deleteUnusedIdentity } from "@/lib/accounts/delete-identity";
import { forgetAccount } from "@/lib/accounts/forget-account";
import { revokeLink, revokeUnknownLinks } from "@/lib/accounts/revoke-links";
import type { Handlers } from "@/lib/outbox/tasks";
import { noticePasskeysOrThrow } from "@/lib/recheck/known-passkeys";
import { finishPasskeyRevocation } from "@/lib/recheck/own-revocation";
import { dropBackendToken, revokeTokens } from "@/lib/sessions/revoke-tokens";
import { mailRequestedLink } from "@/lib/use-cases/mail-binding-link";

/** The function that makes the call of each kind of outbox row. */
export const HANDLERS: Handlers = {
  revoke_tokens: revokeTokens,
  drop_backend_token: dropBackendToken,
  revoke_link: revokeLink,
  revoke_unknown_links: revokeUnknownLinks,
  close_behind_passkey: finishPasskeyRevocation,
  notice_passkeys: noticePasskeysOrThrow,
  mail_link: mailRequestedLink,
  delete_identity: deleteIdentity,
  delete_unused_identity: deleteUnusedIdentity,
  forget_account: forgetAccount,
};
