import { managementScopes } from "../../mocks/cloud/management-scopes.ts";

const oauthErrors = [
  ...["invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "invalid_token"],
  ...["unauthorized_client", "unsupported_grant_type", "unsupported_response_type"],
  ...["access_denied", "insufficient_scope", "server_error", "temporarily_unavailable"],
  "login_required",
];
const scopes = ["openid", "email", "profile", "offline_access", ...managementScopes];
const grants = ["authorization_code", "client_credentials", "refresh_token", "implicit"];
const clientMethods = ["client_secret_basic", "client_secret_post", "none"];
const algorithms = ["RS256", "ES256"];

/** Statuses of HTTP in words, which the vendor's errors have as codes. */
const errorCodes = [
  ...["bad_request", "unauthorized", "forbidden", "not_found", "method_not_allowed", "conflict"],
  ...["gone", "unprocessable_entity", "too_many_requests", "internal_server_error"],
  "not_implemented",
];

const types = [
  ...["allow", "deny", "prove", "continue", "traits_v0", "embedded", "hosted_web", "oidc"],
  ...["oauth2", "FieldViolations", "ResourceInfo", "BatchOperationErrors"],
  ...["webauthn_passkey", "software_passkey", "email_one_time_password"],
];

/**
 * The values that a transcript keeps, by the name of their field. A secret in one of these fields is not among them,
 * so it is replaced as everywhere else.
 */
export const STABLE_VALUES: Record<string, readonly string[]> = {
  error: oauthErrors,
  code: errorCodes,
  type: types,
  scope: scopes,
  scopes,
  allowed_scopes: scopes,
  scopes_supported: scopes,
  token_type: ["Bearer"],
  bi_ty: ["authorization_code", "client_credentials"],
  alg: algorithms,
  id_token_signing_alg_values_supported: algorithms,
  token_signing_algorithm: algorithms,
  typ: ["JWT", "at+jwt"],
  kty: ["RSA", "EC"],
  crv: ["P-256"],
  use: ["sig"],
  csr_type: ["JWT", "WEBAUTHN"],
  state: [
    ...["LINK_SENT", "LINK_OPENED", "REQUEST_DELIVERED", "COMPLETE", "EXPIRED", "REVOKED"],
    "ACTIVE",
  ],
  status: ["active", "suspended"],
  enrollment_status: ["UNENROLLED", "PENDING", "ENROLLED"],
  delivery_method: ["RETURN", "EMAIL"],
  confidentiality: ["confidential", "public"],
  grant_type: grants,
  grant_types_supported: grants,
  pkce: ["disabled", "plain", "s256"],
  code_challenge_methods_supported: ["plain", "S256"],
  token_format: ["self_contained", "referential"],
  token_endpoint_auth_method: clientMethods,
  token_endpoint_auth_methods_supported: clientMethods,
  subject_field: ["id", "email", "username", "external_id"],
  subject_types_supported: ["public"],
  response_types_supported: ["code"],
  response_modes_supported: ["query", "fragment", "form_post"],
  invocation_type: ["automatic", "manual"],
  bi_pol_ver: ["v3"],
  verb: ["authenticate"],
  mode: ["grant"],
  resource_type: ["Identity", "Credential", "CredentialBindingJob", "AuthenticatorConfig"],
  claims_supported: [
    ...["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "azp", "acr", "amr"],
    ...["name", "preferred_username", "email", "email_verified"],
  ],
  scheme: ["Bearer", "Basic"],
  content_type: ["application/json", "text/html", "text/plain", "application/problem+json"],
};

/** Fields whose yes or no is kept. */
export const STABLE_BOOLEANS: ReadonlySet<string> = new Set(["active", "is_managed", "no_store"]);
