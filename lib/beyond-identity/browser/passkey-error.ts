/** Stable codes for everything that can go wrong with passkeys and codes in the browser. */
export type PasskeyErrorCode =
  | "cancelled"
  | "no_passkey"
  | "link_used"
  | "link_expired"
  | "link_invalid"
  | "request_expired"
  | "request_invalid"
  | "denied"
  | "code_denied"
  | "offer_over"
  | "offline"
  | "cloud_unreachable"
  | "cloud_error"
  | "email_refused"
  | "device_clock"
  | "browser_unsupported"
  | "cookies_blocked"
  | "sdk_timeout"
  | "unknown";

/**
 * A passkey could not be created or used. The SDK's own error is not kept, because its message quotes addresses and
 * bodies.
 */
export class PasskeyError extends Error {
  override name = "PasskeyError";

  constructor(readonly code: PasskeyErrorCode) {
    super(code);
  }
}
