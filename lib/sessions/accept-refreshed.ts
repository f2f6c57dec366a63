import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import type { RefreshedTokens } from "@/lib/beyond-identity/cloud/refresh-grant";
import { getEnv } from "@/lib/env/env";
import { logEvent } from "@/lib/log";
import { IdTokenError } from "@/lib/oidc/id-token-error";
import { requireSameSignIn } from "@/lib/oidc/refreshed-id-token";
import type { Session } from "@/lib/sessions/registry";

/**
 * Accepts refreshed tokens only for the user of the session.
 *
 * @throws BeyondIdentityError `cloud_response_invalid` when their id token says otherwise
 */
export function acceptRefreshed(
  { identityId, issuer }: Session,
  { idToken, accessToken }: RefreshedTokens,
): void {
  if (idToken === null) return;
  try {
    const { clientId } = getEnv();
    requireSameSignIn(idToken, { issuer, clientId, subject: identityId, accessToken });
  } catch (error) {
    if (!(error instanceof IdTokenError)) throw error;
    logEvent("refresh_refused", { reason: error.message });
    throw new BeyondIdentityError("cloud_response_invalid", "refresh tokens");
  }
}
