import { HttpResponse } from "msw";
import { publicJwks } from "../cloud/keys.ts";
import type { Exchange } from "../cloud/route.ts";
import { applicationOf, grantTypesOf } from "./applications.ts";

/** OpenID Connect Discovery 1.0 section 3, of one application. */
export function discovery(exchange: Exchange): Response {
  const application = applicationOf(exchange);
  const { issuer } = application;
  // No authorization_response_iss_parameter_supported: the SDK's redirect carries code and state alone.
  return HttpResponse.json({
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
  });
}

/** The application's public keys (RFC 7517). */
export async function jwks(exchange: Exchange): Promise<Response> {
  return HttpResponse.json(await publicJwks(exchange.emulator, applicationOf(exchange).id));
}
