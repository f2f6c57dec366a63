import { type Check, LIBRARY, OWN } from "./checks.ts";

/** The app refuses. */
type Refusal = {
  /** Where the browser ends, or what the app's route for the backend answers. */
  ends: string;
  /** The first reason in the log. */
  log: string;
  /** What refuses, and what would refuse without it. */
  checks: [Check, ...Check[]];
};
/** How the app takes a misbehaviour. A text says why it accepts it. */
export type Verdict = Refusal | string;

const errorPage = (code: string) => `/auth-error?error=${code}`;

/** Refused by the check of the discovery document, at the start of the sign-in and at the callback. */
const discovery = (...checks: Refusal["checks"]): Refusal => ({
  ends: errorPage("cloud_response_invalid"),
  log: "cloud_call_failed: cloud_response_invalid",
  checks,
});

/** Refused by Auth.js, before the app's own code sees the response. */
const authJs = (code: string, ...checks: Refusal["checks"]): Refusal => ({
  ends: errorPage("cloud_response_invalid"),
  log: `auth_error: OAUTH_${code}`,
  checks,
});

/** Refused by the app's verification of the id_token. */
const idToken = (reason: string, ...checks: Refusal["checks"]): Refusal => ({
  ends: errorPage("id_token_invalid"),
  log: `sign_in_refused: id token refused: ${reason}`,
  checks,
});

const keys = (...checks: Refusal["checks"]) => idToken("ERR_JWKS_NO_MATCHING_KEY", ...checks);
const signature = () => idToken("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", LIBRARY.signature);
const algorithm = () => idToken("ERR_JOSE_ALG_NOT_ALLOWED", OWN.algorithm);

const unfetched = (code: string, ...checks: Refusal["checks"]): Refusal => ({
  ends: errorPage(code),
  log: `sign_in_refused: fetch signing keys: ${code}`,
  checks,
});

const refresh = (reason: string, ...checks: Refusal["checks"]): Refusal => ({
  ends: "502 cloud_response_invalid",
  log: `refresh_refused: id token refused: ${reason}`,
  checks,
});

const interrupted = (...checks: Refusal["checks"]): Refusal => ({
  ends: errorPage("sign_in_interrupted"),
  log: "sign_in_failed: sign_in_interrupted",
  checks,
});

const NEVER_READ = "the app never asks userinfo: the id_token names the user";

/** How the app takes each misbehaviour of the emulator. */
export const VERDICTS: Record<string, Verdict> = {
  "discovery-issuer-mismatch": discovery(OWN.issuerOfDiscovery, LIBRARY.issuerOfDiscovery),
  "discovery-issuer-trailing-slash": discovery(OWN.issuerOfDiscovery, LIBRARY.issuerOfDiscovery),
  "discovery-issuer-other-scheme": discovery(OWN.issuerOfDiscovery, LIBRARY.issuerOfDiscovery),
  "discovery-issuer-other-realm": discovery(OWN.issuerOfDiscovery, LIBRARY.issuerOfDiscovery),
  "discovery-missing-issuer": discovery(OWN.formOfDiscovery),
  "discovery-missing-authorization-endpoint": discovery(OWN.formOfDiscovery),
  "discovery-missing-token-endpoint": discovery(OWN.formOfDiscovery),
  "discovery-missing-jwks-uri": discovery(OWN.formOfDiscovery),
  "discovery-foreign-authorization-endpoint": discovery(OWN.hostsOfDiscovery),
  "discovery-foreign-token-endpoint": discovery(OWN.hostsOfDiscovery),
  "discovery-foreign-jwks-uri": discovery(OWN.hostsOfDiscovery),
  "discovery-not-json": discovery(OWN.discoveryOfAuthJs, LIBRARY.jsonBody),
  "discovery-jwks-uri-keys": "the app takes the address from each document",

  "jwks-empty": keys(LIBRARY.usableKey),
  "jwks-wrong-kty": keys(LIBRARY.usableKey),
  "jwks-symmetric-key": keys(LIBRARY.usableKey),
  "jwks-encryption-key": keys(LIBRARY.usableKey),
  "jwks-private-key": unfetched("cloud_response_invalid", LIBRARY.publicKey),
  "jwks-duplicate-kid": idToken("ERR_JWKS_MULTIPLE_MATCHING_KEYS", LIBRARY.oneKey),
  "jwks-not-json": unfetched("cloud_unreachable", LIBRARY.jsonKeys),
  "jwks-unusable-keys": "the app ignores keys that it cannot use",

  "token-missing-id-token": authJs("INVALID_RESPONSE", LIBRARY.idToken),
  "token-missing-access-token": authJs("INVALID_RESPONSE", LIBRARY.accessToken),
  "token-missing-token-type": authJs("INVALID_RESPONSE", LIBRARY.tokenType),
  "token-unknown-token-type": authJs(
    "UNSUPPORTED_OPERATION",
    LIBRARY.knownTokenType,
    OWN.tokenType,
  ),
  "token-dpop-token-type": {
    ends: errorPage("cloud_response_invalid"),
    log: "sign_in_refused: redeem code: cloud_response_invalid",
    checks: [OWN.tokenType],
  },
  "token-negative-expires-in": authJs("INVALID_RESPONSE", LIBRARY.expiresIn),
  "token-textual-expires-in": authJs("INVALID_RESPONSE", LIBRARY.expiresIn),
  "token-error-in-200": authJs("INVALID_RESPONSE", LIBRARY.accessToken),
  "token-html-after-json": authJs("PARSE_ERROR", LIBRARY.jsonBody),

  "invalid-sig-rs256": signature(),
  "foreign-signing-key": signature(),
  "tampered-payload": signature(),
  "unknown-kid": keys(LIBRARY.usableKey),
  "kid-absent-single-jwks": "one key needs no name (OpenID Connect Core section 10.1)",
  "kid-absent-multiple-jwks": idToken("ERR_JWKS_MULTIPLE_MATCHING_KEYS", LIBRARY.oneKey),
  "idtoken-sig-none": algorithm(),
  "idtoken-sig-hs256-public-key": algorithm(),
  "idtoken-sig-hs256-client-secret": algorithm(),
  "idtoken-sig-es256": algorithm(),
  "signing-key-rotation-just-before-signing": "the app fetches the keys again for an unknown `kid`",

  "invalid-iss": authJs("JWT_CLAIM_COMPARISON_FAILED", LIBRARY.issuer, OWN.issuer),
  "missing-iss": authJs("INVALID_RESPONSE", LIBRARY.presence, LIBRARY.issuer, OWN.issuer),
  "invalid-aud": authJs("JWT_CLAIM_COMPARISON_FAILED", LIBRARY.audience, OWN.audience),
  "missing-aud": authJs("INVALID_RESPONSE", LIBRARY.presence, LIBRARY.audience, OWN.audience),
  "aud-array": "one audience in a list is the same",
  "aud-multiple": "`azp` says that the token was issued to the app",
  "aud-multiple-missing-azp": authJs("JWT_CLAIM_COMPARISON_FAILED", LIBRARY.azp, OWN.missingAzp),
  "aud-multiple-invalid-azp": authJs("JWT_CLAIM_COMPARISON_FAILED", LIBRARY.azp, OWN.azp),
  "invalid-azp": idToken("azp_mismatch", OWN.azp),
  "missing-sub": authJs("INVALID_RESPONSE", LIBRARY.presence, LIBRARY.subject, OWN.claims),
  "nonce-invalid": authJs("JWT_CLAIM_COMPARISON_FAILED", LIBRARY.nonce),
  "nonce-missing": authJs("INVALID_RESPONSE", LIBRARY.presence, LIBRARY.nonce, OWN.claims),
  "missing-exp": authJs("INVALID_RESPONSE", LIBRARY.presence, OWN.requiredTimes),
  expired: authJs("JWT_TIMESTAMP_CHECK_FAILED", LIBRARY.expiry, OWN.verified),
  "missing-iat": authJs("INVALID_RESPONSE", LIBRARY.presence, OWN.requiredTimes, OWN.age),
  "iat-past": idToken("ERR_JWT_EXPIRED", OWN.age),
  "iat-future": idToken("ERR_JWT_CLAIM_VALIDATION_FAILED", OWN.age),
  "nbf-future": authJs("JWT_TIMESTAMP_CHECK_FAILED", LIBRARY.notBefore, OWN.verified),
  "auth-time-past": "a session begins, but it is not fresh enough to change anything",
  "auth-time-future": idToken("auth_time_in_future", OWN.authTime),
  "auth-time-missing": "`iat` counts in its place, since some issuers never send it",
  "invalid-athash": idToken("at_hash_mismatch", OWN.accessTokenHash),
  "missing-athash": "the code flow does not need it (OpenID Connect Core section 3.1.3.6)",

  "refresh-token-invalid-issuer": refresh("iss_mismatch", OWN.refreshedIssuer),
  "refresh-token-invalid-sub": refresh("sub_mismatch", OWN.refreshedSubject),
  "refresh-token-invalid-aud": refresh("aud_mismatch", OWN.refreshedAudience),
  "refresh-token-aud-array": "one audience in a list is the same",

  "userinfo-invalid-sub": NEVER_READ,
  "userinfo-missing-sub": NEVER_READ,
  "userinfo-junk-jwt": NEVER_READ,

  "callback-missing-state": interrupted(OWN.callback),
  "callback-foreign-state": interrupted(OWN.callback),
  "callback-repeated-state": interrupted(OWN.callback),
  "callback-repeated-code": interrupted(OWN.callback),
  "callback-missing-code": authJs("INVALID_RESPONSE", LIBRARY.code),
  "callback-foreign-iss": authJs("INVALID_RESPONSE", LIBRARY.issuerOfCallback),
  "callback-error-with-code": {
    ends: "/sign-in?error=OAuthCallbackError",
    log: "sign_in_failed: OAuthCallbackError",
    checks: [LIBRARY.errorOfCallback],
  },
  "callback-implicit-token": authJs("UNSUPPORTED_OPERATION", LIBRARY.implicit),
  "callback-form-post": {
    ends: "403 /auth-error?error=forbidden_origin",
    log: "request_refused: forbidden_origin",
    checks: [OWN.origin, OWN.postedCallback],
  },
};
