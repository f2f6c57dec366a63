import { decodeJwt } from "jose";
import type { Emulator } from "../cloud/emulator.ts";
import type { AccessToken, RefreshToken } from "../cloud/model.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { type Application, applicationsOfRealm } from "./applications.ts";
import { authenticateClient, basicClientId } from "./client-authentication.ts";
import { demandActive } from "./demand-active.ts";
import { demandManagementToken, tokenParameter } from "./management-token.ts";
import { findRefreshToken } from "./refresh-tokens.ts";
import { invalidClient } from "./token-responses.ts";
import { findAccessToken } from "./verify-access-token.ts";

/**
 * Tells whether a token is active, and the claims of an access token (RFC 7662). The caller is a client of the realm or
 * has a management token with `tokens:introspect`. Only the journal tells why a token is not active (section 2.2).
 */
export async function introspect(exchange: Exchange): Promise<SentResponse> {
  const { emulator } = exchange;
  traceEvent("TokenOperation", "READ", "Introspection.");
  const applications = applicationsOfRealm(exchange);
  traceCheck("Caller");
  await authorizeCaller(exchange, applications);
  const value = await tokenParameter(exchange);
  traceCheck("The token is active");
  for (const application of applications) {
    const token = findRefreshToken(emulator, application, value);
    if (token) return active(refreshTokenClaims(emulator, application, token));
  }
  return active(await accessTokenClaims(emulator, applications, value));
}

async function authorizeCaller(exchange: Exchange, applications: Application[]): Promise<void> {
  const { request } = exchange;
  if (!request.headers.get("authorization")?.startsWith("Basic ")) {
    return demandManagementToken(exchange, "tokens:introspect");
  }
  const clientId = basicClientId(request);
  const application = applications.find((candidate) => candidate.clientId === clientId);
  demand(application && !application.isPublic, () =>
    invalidClient("the client id does not belong to a confidential application of this realm"),
  );
  authenticateClient(request, {}, application);
}

function refreshTokenClaims(emulator: Emulator, application: Application, token: RefreshToken) {
  demand(token.spentAt === undefined, () => inactive("the refresh token was used before"));
  demandValid(emulator, token);
  demandActive(emulator, token, inactive);
  const exp = Math.floor(token.expiresAt / 1000);
  return { iss: application.issuer, client_id: application.clientId, sub: token.identityId, exp };
}

async function accessTokenClaims(emulator: Emulator, applications: Application[], value: string) {
  const { token, clientId } = await issuedToken(emulator, applications, value);
  demand(token, () => inactive("the token does not belong to this realm"));
  demandValid(emulator, token);
  if (token.principalType === "identity") {
    demandActive(emulator, { ...token, identityId: token.subject }, inactive);
  }
  return { client_id: clientId, ...(token.reference?.claims ?? decodeJwt(value)) };
}

async function issuedToken(emulator: Emulator, applications: Application[], value: string) {
  for (const application of applications) {
    const token = await findAccessToken(emulator, application, value);
    if (token) return { token, clientId: application.clientId };
  }
  return { token: undefined, clientId: undefined };
}

function demandValid({ clock }: Emulator, token: AccessToken | RefreshToken): void {
  if (token.codeHash) traceSubject({}, `code:${token.codeHash}`);
  demand(token.revokedAt === undefined, () => inactive("the token was revoked"));
  demand(token.expiresAt > clock.now(), () => inactive("the token has expired"));
}

function active(claims: object): SentResponse {
  return answer({ active: true, ...claims });
}

function inactive(reason: string): Refusal {
  return new Refusal(reason, () => answer({ active: false }));
}

function answer(body: object): SentResponse {
  return jsonResponse(body, { headers: { "cache-control": "no-store" } });
}
