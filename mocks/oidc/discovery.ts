import { publicJwks, signingJwk } from "../cloud/keys.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { applicationOf, grantTypesOf } from "./applications.ts";
import { jsonOrResponse, misbehaviourOf } from "./misbehaviours/spoil.ts";

/** OpenID Connect Discovery 1.0 section 3, of one application. */
export function discovery(exchange: Exchange): SentResponse {
  const application = applicationOf(exchange);
  const { issuer } = application;
  // No authorization_response_iss_parameter_supported: the SDK's redirect carries code and state alone.
  const document = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: grantTypesOf(exchange.emulator, application),
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "email", "profile"],
    token_endpoint_auth_methods_supported: application.isPublic
      ? ["none"]
      : ["client_secret_basic", "client_secret_post"],
    code_challenge_methods_supported: application.pkce === "plain" ? ["plain", "S256"] : ["S256"],
    claims_supported: [
      ...["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash"],
      ...["name", "preferred_username", "email"],
    ],
  };
  return jsonOrResponse(misbehaviourOf(exchange)?.discovery?.(document) ?? document);
}

/**
 * The application's public keys (RFC 7517). A misbehaviour is for the client alone: the SDK, which a browser makes send
 * `Origin`, verifies the request of the sign-in with the same keys.
 */
export async function jwks(exchange: Exchange): Promise<SentResponse> {
  const { emulator, request } = exchange;
  const { id } = applicationOf(exchange);
  const published = await publicJwks(emulator, id);
  const spoil = request.headers.has("origin") ? undefined : misbehaviourOf(exchange)?.jwks;
  if (!spoil) return jsonOrResponse(published);
  return jsonOrResponse(await spoil(published.keys, await signingJwk(emulator, id)));
}
