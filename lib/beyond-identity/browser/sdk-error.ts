import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";

/**
 * The SDK tells failures apart by the text of its debug output only (3.0.6). First match wins.
 */
const SIGNS: [RegExp, PasskeyErrorCode][] = [
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

/** What a refused answer means while signing in: there the address in the browser is a request, not a link. */
const WHILE_AUTHENTICATING: Partial<Record<PasskeyErrorCode, PasskeyErrorCode>> = {
  link_used: "request_expired",
  link_expired: "request_expired",
  link_invalid: "request_expired",
};

/** All that a request for a code holds and the SDK did not write is the address. */
const ADDRESS_REFUSED = /responded with a 400 error/;

/** What the SDK was asked to do: bind a passkey, sign in with one, have a code mailed, or sign in with that. */
export type SdkAction = "bind" | "authenticate" | "mail" | "code";

/**
 * @param error whatever the SDK threw; its message may quote tokens and bodies and is not kept
 * @param action what the SDK was doing
 * @returns the error that the pages explain
 */
export function toPasskeyError(error: unknown, action: SdkAction): PasskeyError {
  if (error instanceof PasskeyError) return error;
  const text = error instanceof Error ? `${typeOf(error)} ${error.message}` : String(error);
  const code = SIGNS.find(([sign]) => sign.test(text))?.[1] ?? "unknown";
  if (action === "bind")
    return new PasskeyError(code === "request_invalid" ? "link_invalid" : code);
  if (action === "mail" && ADDRESS_REFUSED.test(text)) return new PasskeyError("email_refused");
  if (action === "code" && code === "denied") return new PasskeyError("code_denied");
  return new PasskeyError(WHILE_AUTHENTICATING[code] ?? code);
}

function typeOf(error: Error): string {
  return "type" in error && typeof error.type === "string" ? error.type : "";
}
