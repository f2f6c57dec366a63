import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { BackendError } from "@/lib/backend/backend-error";
import { configuredBackend } from "@/lib/backend/configured-backend";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { managementApi } from "@/lib/beyond-identity/management-api";
import { later } from "@/lib/later";
import { backendTokenOf } from "@/lib/sessions/backend-token";
import type { Session } from "@/lib/sessions/registry";
import { tokensOf } from "@/lib/sessions/session-tokens";

/**
 * Has the cloud revoke the tokens of sessions that have ended (RFC 7009), and the backend drop its own. Nobody waits for
 * it, and a cloud that fails keeps nobody signed in: the sessions are gone already.
 */
export function revokeTokensLater(ended: Session[]): void {
  const withTokens = ended.filter(({ tokens, backendToken }) => tokens ?? backendToken);
  if (withTokens.length === 0) return;
  later(async () => {
    for (const session of withTokens) {
      await revoke(session);
      await dropBackendToken(session);
    }
  });
}

async function revoke(session: Session): Promise<void> {
  const about = { owner: session, sessionId: session.id };
  try {
    const tokens = await tokensOf(session);
    if (!tokens) return;
    const api = managementApi();
    if (tokens.refreshToken) await api.revokeToken(tokens.refreshToken);
    await api.revokeToken(tokens.accessToken);
    await recordEvent("tokens_revoked", about);
  } catch (error) {
    const reason = error instanceof BeyondIdentityError ? error.code : "internal_error";
    await recordEvent("revocation_failed", { ...about, reason });
  }
}

async function dropBackendToken(session: Session): Promise<void> {
  const backend = configuredBackend();
  const kept = await backendTokenOf(session);
  if (!backend?.kind.drop || !kept) return;
  try {
    await backend.kind.drop(backend.url, kept.token);
  } catch (error) {
    const reason = error instanceof BackendError ? error.code : "internal_error";
    await recordEvent("revocation_failed", { owner: session, sessionId: session.id, reason });
  }
}
