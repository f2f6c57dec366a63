import { decodeJwt } from "jose";
import { HttpResponse } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import type { AccessToken, RefreshToken } from "../cloud/model.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { type Application, applicationOfRealm } from "./applications.ts";
import { authenticateClient } from "./client-authentication.ts";
import { demandActive } from "./demand-active.ts";
import { demandManagementToken, tokenParameter } from "./management-token.ts";
import { findRefreshToken } from "./refresh-tokens.ts";
import { findAccessToken } from "./verify-access-token.ts";

/**
 * Tells whether a token is active, and the claims of an access token (RFC 7662). The caller is a client of the realm or
 * has a management token with `tokens:introspect`. Only the journal tells why a token is not active (section 2.2).
 */
export async function introspect(exchange: Exchange): Promise<Response> {
  const { emulator } = exchange;
  const application = applicationOfRealm(exchange);
  await authorizeCaller(exchange, application);
  const value = await tokenParameter(exchange);
  const refreshToken = findRefreshToken(emulator, application, value);
  return refreshToken
    ? active(refreshTokenClaims(emulator, application, refreshToken))
    : active(await accessTokenClaims(emulator, application, value));
}

async function authorizeCaller(exchange: Exchange, application: Application): Promise<void> {
  const { request } = exchange;
  return request.headers.get("authorization")?.startsWith("Basic ")
    ? authenticateClient(request, {}, application)
    : demandManagementToken(exchange, "tokens:introspect");
}

function refreshTokenClaims(emulator: Emulator, application: Application, token: RefreshToken) {
  demand(token.spentAt === undefined, () => inactive("the refresh token was used before"));
  demandValid(emulator, token);
  demandActive(emulator, token, inactive);
  const exp = Math.floor(token.expiresAt / 1000);
  return { iss: application.issuer, client_id: application.clientId, sub: token.identityId, exp };
}

async function accessTokenClaims(emulator: Emulator, application: Application, value: string) {
  const token = await findAccessToken(emulator, application, value);
  demand(token, () => inactive("the token does not belong to this realm"));
  demandValid(emulator, token);
  if (token.principalType === "identity") {
    demandActive(emulator, { ...token, identityId: token.subject }, inactive);
  }
  return { client_id: application.clientId, ...decodeJwt(value) };
}

function demandValid({ clock }: Emulator, token: AccessToken | RefreshToken): void {
  demand(token.revokedAt === undefined, () => inactive("the token was revoked"));
  demand(token.expiresAt > clock.now(), () => inactive("the token has expired"));
}

function active(claims: object): Response {
  return answer({ active: true, ...claims });
}

function inactive(reason: string): Refusal {
  return new Refusal(reason, () => answer({ active: false }));
}

function answer(body: object): Response {
  return HttpResponse.json(body, { headers: { "cache-control": "no-store" } });
}
