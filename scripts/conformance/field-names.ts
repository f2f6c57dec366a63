import { STABLE_VALUES } from "./stable-values.ts";

/** The names of fields and parameters that a transcript keeps besides those whose values it keeps. */
const NAMES = new Set([
  ...Object.keys(STABLE_VALUES),
  // What a transcript itself is made of.
  ...["header", "payload", "jws", "json", "location", "challenge", "address", "query", "text"],
  "no_store",
  // OAuth, OpenID Connect and JOSE.
  ...["issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"],
  ...["introspection_endpoint", "revocation_endpoint", "end_session_endpoint", "keys"],
  ...["claims_parameter_supported", "request_parameter_supported"],
  ...["request_uri_parameter_supported", "authorization_response_iss_parameter_supported"],
  ...["access_token", "id_token", "refresh_token", "expires_in", "error_description", "error_uri"],
  ...["active", "client_id", "username", "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "azp"],
  ...["auth_time", "nonce", "at_hash", "acr", "amr", "sid", "name", "preferred_username", "email"],
  ...["email_verified", "kid", "jku", "n", "e", "x", "y", "x5c", "x5t", "redirect_uri", "request"],
  // The management API.
  ...["id", "tenant_id", "realm_id", "identity_id", "display_name", "create_time", "update_time"],
  ...["is_managed", "authenticator_config_id", "resource_server_id", "protocol_config"],
  ...["redirect_uris", "client_secret", "token_configuration", "expires_after", "config"],
  ...["invoke_url", "trusted_origins", "authentication_methods", "identity", "identities"],
  ...["traits", "primary_email_address", "external_id", "given_name", "family_name"],
  ...["total_size", "next_page_token", "credential_binding_job", "credential_binding_link"],
  ...["post_binding_redirect_uri", "credential_id", "expire_time", "credentials", "jwk_json"],
  ...["jwk_thumbprint", "message", "details", "field_violations", "field", "description"],
  // The SDK.
  ...["api_base_url", "job_id", "token", "tenant", "realm", "theme", "logo_url_light"],
  ...["logo_url_dark", "support_url", "authenticator_config", "application_id", "application"],
  ...["authenticate_url", "cid", "transaction_id", "origin", "ip", "ua", "geo", "ref"],
  ...["indirect_uri", "authn", "base_url", "tid", "rid", "aid", "action", "prove"],
  ...["bi_p", "bi_x", "bi_t", "bi_a", "bi_r", "bi_app", "bi_sub"],
]);

/** Parts of addresses that a transcript keeps. */
export const PATH_WORDS: ReadonlySet<string> = new Set([
  ...["v1", "tenants", "realms", "applications", "identities", "credential-binding-jobs"],
  ...["transactions", "indirect", ".well-known", "openid-configuration", "jwks.json", "authorize"],
  ...["token", "userinfo", "revoke", "introspect", "bi-authenticate", "bind", "api", "auth"],
  ...["callback", "beyondidentity", "authenticator"],
]);

/** @returns the name itself when a transcript may hold it. Any other could be a secret. */
export function keptName(name: string): string {
  return NAMES.has(name) ? name : "another_field";
}
