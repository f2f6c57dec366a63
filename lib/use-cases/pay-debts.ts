import "server-only";
import { revokeLink, revokeUnknownLinks } from "@/lib/accounts/revoke-links";
import type { Handlers } from "@/lib/outbox/debts";
import { dropBackendToken, revokeTokens } from "@/lib/sessions/revoke-tokens";
import { mailRequestedLink } from "@/lib/use-cases/mail-binding-link";

/** How the app pays what it owes. */
export const HANDLERS: Handlers = {
  revoke_tokens: revokeTokens,
  drop_backend_token: dropBackendToken,
  revoke_link: revokeLink,
  revoke_unknown_links: revokeUnknownLinks,
  mail_link: mailRequestedLink,
};
