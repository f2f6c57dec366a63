import { firstOf } from "@/lib/first-of";

/** The checks of `npm run doctor` that the server can name when a sign-in fails. */
const NAMED_CHECKS = [
  "issuer-discovery",
  "issuer-mismatch",
  "clock-skew",
  "redirect-uri",
  "client-secret",
  "grant-type",
  "pkce",
  "resource-server",
  "cookies",
] as const;

/** The id of a check that explains a failed sign-in. */
export type NamedCheck = (typeof NAMED_CHECKS)[number];

/** What an error of Auth.js and its cause say. */
export type SignInError = {
  /** Of Auth.js, such as `InvalidCheck`. */
  type: string;
  /** Of oauth4webapi, such as `OAUTH_RESPONSE_BODY_ERROR`. */
  code?: string | undefined;
  /** The issuer's error code (RFC 6749 sections 4.1.2.1 and 5.2). */
  error?: string | undefined;
  /** The claim of the id token that differs from the expected one. */
  claim?: string | undefined;
};

const BY_CODE: Partial<Record<string, NamedCheck>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: "clock-skew",
  // The token endpoint answers 401 and asks the client to authenticate.
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: "client-secret",
};
const BY_ISSUERS_ERROR: Partial<Record<string, NamedCheck>> = {
  invalid_client: "client-secret",
  unauthorized_client: "grant-type",
  unsupported_grant_type: "grant-type",
  invalid_request: "pkce",
  invalid_scope: "resource-server",
};

/** @returns the check that explains a failed sign-in, or undefined when the error has no single cause */
export function checkFor({ type, code, error, claim }: SignInError): NamedCheck | undefined {
  if (type === "InvalidCheck") return "cookies";
  if (code === "OAUTH_JWT_CLAIM_COMPARISON_FAILED" && claim === "iss") return "issuer-mismatch";
  return BY_CODE[code ?? ""] ?? BY_ISSUERS_ERROR[error ?? ""];
}

/** @returns the check that the query of a page names. Anyone can put any text into a link, so only a known id counts. */
export function namedCheckIn(value: unknown): NamedCheck | undefined {
  const id = firstOf(value);
  return NAMED_CHECKS.find((check) => check === id);
}
