import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import type { AccessToken, RefreshToken } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { SentResponse } from "../cloud/sent-response.ts";
import { revokeGrant } from "../oidc/refresh-tokens.ts";
import { applications } from "./applications.ts";
import { operation } from "./operation.ts";
import { pageResponse, readPage } from "./pagination.ts";
import { invalidParameters, notFound } from "./refusals.ts";
import { itemOf } from "./resource.ts";

/** @returns the operations on the tokens that an application issued. */
export function tokenHandlers(emulator: Emulator): Endpoint[] {
  const tokens = `${applications.path}/:applicationId([^/:]+)/tokens`;
  return [
    operation(emulator, "get", tokens, "tokens:read", listTokens),
    operation(emulator, "delete", `${tokens}/:tokenId([^/:]+)`, "tokens:delete", revokeToken),
  ];
}

function listTokens(exchange: Exchange): SentResponse {
  const { query } = exchange;
  const page = readPage(query, { usual: 100, most: 100 });
  const type = query.get("principal_type");
  const principal = query.get("principal_id");
  demand(type === null || ["application", "identity"].includes(type), () =>
    invalidParameters([
      { field: "principal_type", description: "neither application nor identity" },
    ]),
  );
  const tokens = liveTokens(exchange).filter(
    (token) =>
      (type === null || principalType(token) === type) &&
      (principal === null || principalOf(token) === principal),
  );
  return pageResponse("tokens", tokens, page, (token) => view(exchange, token));
}

/** A refresh token takes all tokens of its sign-in with it, as at the revocation endpoint. */
function revokeToken(exchange: Exchange): SentResponse {
  const wanted = exchange.params.tokenId ?? "";
  const token = liveTokens(exchange).find((candidate) => idOf(candidate) === wanted);
  demand(token, () => notFound("Token", "token", wanted));
  if ("jti" in token) token.revokedAt = exchange.emulator.clock.now();
  else revokeGrant(exchange.emulator, token.codeHash);
  return new SentResponse("", { status: 200 });
}

type Token = AccessToken | RefreshToken;

function liveTokens(exchange: Exchange): Token[] {
  const { id } = itemOf(exchange, applications);
  const { state } = exchange.emulator.store;
  const all: Token[] = [
    ...state.accessTokens,
    ...state.refreshTokens.filter(({ spentAt }) => spentAt === undefined),
  ];
  return all.filter(
    ({ applicationId, revokedAt, expiresAt }) =>
      applicationId === id && revokedAt === undefined && expiresAt > exchange.emulator.clock.now(),
  );
}

function view(exchange: Exchange, token: Token) {
  const { protocol_config } = itemOf(exchange, applications);
  const isAccess = "jti" in token;
  const issuedAt = isAccess ? token.issuedAt : token.authenticatedAt;
  return {
    id: idOf(token),
    scopes: token.scope.split(" ").filter((scope) => scope !== ""),
    token_suffix: token.suffix ?? "",
    token_format: isAccess && !token.reference ? "self_contained" : "referential",
    token_type: isAccess ? "access" : "refresh",
    display_name: protocol_config.client_id,
    expires: Math.floor(token.expiresAt / 1000),
    issued_at: Math.floor((issuedAt ?? 0) / 1000),
  };
}

function idOf(token: Token): string {
  return "jti" in token ? token.jti : token.tokenHash;
}

function principalType(token: Token): string {
  return "jti" in token ? token.principalType : "identity";
}

function principalOf(token: Token): string {
  return "jti" in token ? token.subject : token.identityId;
}
