import type { Exchange } from "../cloud/route.ts";
import { SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { type Application, applicationOf } from "./applications.ts";
import { authenticateClient } from "./client-authentication.ts";
import { demandManagementToken, tokenParameter } from "./management-token.ts";
import { findRefreshToken, revokeGrant } from "./refresh-tokens.ts";
import { findAccessToken } from "./verify-access-token.ts";

/**
 * Revokes a token of the application (RFC 7009). A refresh token takes all tokens of its sign-in with it, an access
 * token only itself. An unknown token is not an error (section 2.2).
 */
export async function revoke(exchange: Exchange): Promise<SentResponse> {
  const { emulator } = exchange;
  traceEvent("TokenOperation", "DELETE", "Revocation.");
  const application = applicationOf(exchange);
  traceCheck("Caller");
  await authorizeCaller(exchange, application);
  const value = await tokenParameter(exchange);
  const refreshToken = findRefreshToken(emulator, application, value);
  if (refreshToken) revokeGrant(emulator, refreshToken.codeHash);
  const accessToken = await findAccessToken(emulator, application, value);
  const codeHash = refreshToken?.codeHash ?? accessToken?.codeHash;
  if (codeHash) traceSubject({ application_id: application.id }, `code:${codeHash}`);
  if (accessToken) accessToken.revokedAt ??= emulator.clock.now();
  return new SentResponse("", { status: 200, headers: { "cache-control": "no-store" } });
}

/** The secret of a client counts only with the protocol OAuth2, as the vendor's guide "Revoke access tokens" says. */
async function authorizeCaller(exchange: Exchange, application: Application): Promise<void> {
  const { request } = exchange;
  const isBasic = request.headers.get("authorization")?.startsWith("Basic ");
  if (isBasic && application.protocol === "oauth2") {
    return authenticateClient(request, {}, application);
  }
  await demandManagementToken(exchange, "tokens:delete");
}
