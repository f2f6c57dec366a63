import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { configuredBackend } from "@/lib/backend/kinds/configured-backend";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { Handlers } from "@/lib/outbox/tasks";
import { backendTokenOf } from "@/lib/sessions/backend-token";
import { tokensOf } from "@/lib/sessions/session-tokens";

/**
 * Has the cloud revoke the tokens of an ended session (RFC 7009). A failing cloud does not extend the sign-in, because the
 * session is already deleted.
 *
 * @throws BeyondIdentityError when the outbox must retry
 */
export const revokeTokens: Handlers["revoke_tokens"] = async ({ sessionId, tokens, ...owner }) => {
  const opened = await tokensOf({ id: sessionId, tokens });
  if (!opened) return recordEvent("revocation_failed", { owner, sessionId, reason: "cannot_open" });
  const api = managementApi();
  if (opened.refreshToken) await api.revokeToken(opened.refreshToken);
  await api.revokeToken(opened.accessToken);
  await recordEvent("tokens_revoked", { owner, sessionId });
};

/**
 * Has the backend drop its own token of an ended session.
 *
 * @throws Failure `backend_…` when the outbox must retry
 */
export const dropBackendToken: Handlers["drop_backend_token"] = async (payload) => {
  const { sessionId, backendToken, ...owner } = payload;
  const backend = configuredBackend();
  if (!backend?.kind.revokeToken) return;
  const kept = await backendTokenOf({ id: sessionId, backendToken });
  if (!kept) return recordEvent("revocation_failed", { owner, sessionId, reason: "cannot_open" });
  await backend.kind.revokeToken(backend.url, kept.token);
};
