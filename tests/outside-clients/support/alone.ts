/**
 * What openid-client accepts without the app around it, although the app refuses it. `docs/exit.md` lists these names, which
 * is what you would have to check yourself.
 */
export const ACCEPTED_ALONE: string[] = [
  "discovery-foreign-authorization-endpoint",
  "discovery-foreign-token-endpoint",
  "discovery-foreign-jwks-uri",
  "token-dpop-token-type",
  "idtoken-sig-es256",
  "invalid-azp",
  "iat-past",
  "iat-future",
  "auth-time-future",
  "invalid-athash",
  "refresh-token-invalid-sub",
];

/** What it refuses only with `enableNonRepudiationChecks`, which verifies the signature of the id token. */
export const NEEDS_SIGNATURE_CHECK: string[] = [
  "discovery-missing-jwks-uri",
  "jwks-empty",
  "jwks-wrong-kty",
  "jwks-symmetric-key",
  "jwks-private-key",
  "jwks-duplicate-kid",
  "jwks-encryption-key",
  "jwks-not-json",
  "invalid-sig-rs256",
  "foreign-signing-key",
  "tampered-payload",
  "unknown-kid",
  "kid-absent-multiple-jwks",
  "idtoken-sig-none",
  "idtoken-sig-hs256-public-key",
  "idtoken-sig-hs256-client-secret",
];
