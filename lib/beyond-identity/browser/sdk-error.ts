import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";

/** The SDK (3.0.6) distinguishes failures only by the text of its debug output. First match wins. */
const PATTERNS: [RegExp, PasskeyErrorCode][] = [
  [/PolicyDenied/, "denied"],
  [/CredentialNotFound/, "no_passkey"],
  [/QuotaExceededError|IDB(Database|Transaction|ObjectStore|Factory)/, "browser_unsupported"],
  [/NotAllowedError|BiometricsCanceled|SelectCredentialCanceled/, "cancelled"],
  [/responded with a 409 error/, "link_used"],
  [/responded with a 410 error/, "link_expired"],
  [/responded with a (400|401|403|404) error/, "link_invalid"],
  [/responded with a \d+ error|Failed to decode a response/, "cloud_error"],
  [/Failed to send a request/, "cloud_unreachable"],
  [/Verify\(\\?"expired\\?"\)/, "request_expired"],
  [
    /AuthNJwt|JsonWebToken|DisallowedDomain|UnknownUrl|InvalidUrl|parse AuthN request/,
    "request_invalid",
  ],
];

/** Meaning of these codes during a sign-in, where the address in the browser is a request and not a link. */
const WHILE_AUTHENTICATING: Partial<Record<PasskeyErrorCode, PasskeyErrorCode>> = {
  link_used: "request_expired",
  link_expired: "request_expired",
  link_invalid: "request_expired",
};

/**
 * The email address is the only part of a request for a code that the SDK did not write, so a 400 is about the address.
 */
const ADDRESS_REFUSED = /responded with a 400 error/;

/** What the SDK does: create a passkey, sign in with one, send a code by email, or sign in with the code. */
export type SdkAction = "bind" | "authenticate" | "mail" | "code";

/**
 * @param error thrown by the SDK. Its message may quote tokens and bodies, so it is not kept.
 * @param action what the SDK was doing
 * @returns the error that the pages explain to the user
 */
export function toPasskeyError(error: unknown, action: SdkAction): PasskeyError {
  if (error instanceof PasskeyError) return error;
  const text = error instanceof Error ? `${typeOf(error)} ${error.message}` : String(error);
  const code = PATTERNS.find(([pattern]) => pattern.test(text))?.[1] ?? "unknown";
  if (action === "bind")
    return new PasskeyError(code === "request_invalid" ? "link_invalid" : code);
  if (action === "mail" && ADDRESS_REFUSED.test(text)) return new PasskeyError("email_refused");
  if (action === "code" && code === "denied") return new PasskeyError("code_denied");
  return new PasskeyError(WHILE_AUTHENTICATING[code] ?? code);
}

function typeOf(error: Error): string {
  return "type" in error && typeof error.type === "string" ? error.type : "";
}
