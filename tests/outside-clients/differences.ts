/** One step in which the emulator and oidc-provider differ, and why the emulator does as it does. */
export type Difference = { emulator: unknown; reference: unknown; why: string };

const OPTIONAL_CHALLENGE =
  "RFC 6749 section 5.2 demands the challenge only after an Authorization header, and allows it always.";
const PERSONAL_CLAIMS =
  "Beyond Identity puts the name and the username into id_token and userinfo, and clients of its samples read them.";
const BEARER_INSTEAD =
  "Beyond Identity takes a management token there as well as a client secret, so the refusal is that of RFC 6750.";

/** By the names of the steps. A step that is not here must have the same outcome. */
export const differences: Record<string, Difference> = {
  "discovery: response_types_supported": {
    emulator: ["code"],
    reference: ["code", "code id_token", "id_token", "none"],
    why: "Beyond Identity documents the code flow alone.",
  },
  "discovery: response_modes_supported": {
    emulator: ["query"],
    reference: ["form_post", "fragment", "query"],
    why: "The vendor's SDK always appends the code to the query of the redirect URI.",
  },
  "discovery: token_endpoint_auth_methods_supported": {
    emulator: ["client_secret_basic", "client_secret_post"],
    reference: [
      ...["client_secret_basic", "client_secret_jwt", "client_secret_post", "none"],
      "private_key_jwt",
    ],
    why: "Each application is an issuer of its own, and names the methods of its own client.",
  },
  "discovery: authorization_response_iss_parameter_supported": {
    emulator: undefined,
    reference: true,
    why: "Recorded redirects of Beyond Identity carry code and state alone.",
  },
  "discovery: names introspection and revocation": {
    emulator: [false, false],
    reference: [true, true],
    why: "No source shows Beyond Identity's document naming them, so a client must be told where they are.",
  },
  "authorize: no redirect URI": {
    emulator: "400 a page",
    reference: "302 to the sign-in page",
    why: "OpenID Connect Core section 3.1.2.1 requires it, also where a client has only one.",
  },
  "authorize: no scope": {
    emulator: "error invalid_scope with state",
    reference: "error invalid_request with state",
    why: "RFC 6749 section 3.3 says that a request without a usable scope fails with invalid_scope.",
  },
  "authorize: scope without openid": {
    emulator: "error invalid_scope with state",
    reference: "error invalid_request with state",
    why: "OpenID Connect Core section 3.1.2.1 leaves it open, and the scope is what is wrong.",
  },
  "authorize: unknown scope": {
    emulator: "error invalid_scope with state",
    reference: "302 to the sign-in page",
    why: "Ignoring it would hide that a scope is not among the application's allowed scopes.",
  },
  "authorize: prompt none without a session": {
    emulator: "302 to the sign-in page",
    reference: "error login_required with state",
    why: "Beyond Identity has no browser session and documents no prompt, so the emulator ignores it.",
  },
  "callback: members": {
    emulator: ["code", "state"],
    reference: ["code", "iss", "state"],
    why: "Recorded redirects of Beyond Identity carry code and state alone.",
  },
  "token: scope of the response": {
    emulator: "notes:read",
    reference: "openid email notes:read",
    why: "Beyond Identity's response names scopes of the resource server alone.",
  },
  "id_token: header": {
    emulator: ["alg", "kid", "typ"],
    reference: ["alg", "kid"],
    why: "RFC 7519 section 5.1 makes typ optional.",
  },
  "id_token: claims": {
    emulator: [
      ...["at_hash", "aud", "email", "exp", "iat", "iss", "name", "nonce", "preferred_username"],
      "sub",
    ],
    reference: ["aud", "exp", "iat", "iss", "nonce", "sub"],
    why: PERSONAL_CLAIMS,
  },
  "access token: form": {
    emulator: "JWT",
    reference: "opaque",
    why: "An application's token_format decides, and self_contained is Beyond Identity's default.",
  },
  "public: a made-up secret": {
    emulator: "401 invalid_client Basic",
    reference: "401 invalid_client",
    why: OPTIONAL_CHALLENGE,
  },
  "token: no redirect URI": {
    emulator: "400 invalid_grant",
    reference: "200",
    why: "RFC 6749 section 4.1.3 requires it, because the authorization request had it.",
  },
  "token: no authentication": {
    emulator: "401 invalid_client Basic",
    reference: "401 invalid_client",
    why: OPTIONAL_CHALLENGE,
  },
  "refresh: claims of the id_token": {
    emulator: ["at_hash", "aud", "email", "exp", "iat", "iss", "name", "preferred_username", "sub"],
    reference: ["aud", "exp", "iat", "iss", "nonce", "sub"],
    why: "OpenID Connect Core section 12.2 says that it should have no nonce, and the rest is as at the sign-in.",
  },
  "userinfo: members": {
    emulator: ["email", "name", "preferred_username", "sub"],
    reference: ["email", "sub"],
    why: PERSONAL_CLAIMS,
  },
  "machine: unknown scope": {
    emulator: "400 invalid_scope",
    reference: "200",
    why: "Ignoring it would hide that a scope is not among the application's allowed scopes.",
  },
  "machine: grant type of a user": {
    emulator: "400 unauthorized_client",
    reference: "400 invalid_request",
    why: "RFC 6749 section 5.2 has unauthorized_client for a grant type that a client may not use.",
  },
  "machine: the grant for a client of users": {
    emulator: "400 unauthorized_client",
    reference: "400 invalid_request",
    why: "RFC 6749 section 5.2 has unauthorized_client for a grant type that a client may not use.",
  },
  "introspection: an access token": {
    emulator: [
      ...["active", "aud", "azp", "bi_p", "bi_ty", "bi_x", "client_id", "exp", "iat", "iss", "jti"],
      ...["nbf", "scope", "sub"],
    ],
    reference: ["active", "client_id", "exp", "iat", "iss", "scope", "sub", "token_type"],
    why: "Beyond Identity returns every claim of the token, and documents no token_type.",
  },
  "introspection: no authentication": {
    emulator: "401 invalid_token Bearer",
    reference: "400 invalid_request",
    why: BEARER_INSTEAD,
  },
  "revocation: no authentication": {
    emulator: "401 invalid_token Bearer",
    reference: "400 invalid_request",
    why: BEARER_INSTEAD,
  },
  "revocation: by the secret of a client of users": {
    emulator: "401 invalid_token Bearer",
    reference: "200 without a body",
    why: "Beyond Identity takes a client secret there from applications with the protocol OAuth2 alone.",
  },
};
