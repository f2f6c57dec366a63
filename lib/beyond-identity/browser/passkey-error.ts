/** What can go wrong between a person, this browser's passkeys and the cloud, as a closed list of stable codes. */
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
  | "sdk_timeout"
  | "unknown";

/** A passkey could not be made or used. The SDK's own error is not kept: its message quotes addresses and bodies. */
export class PasskeyError extends Error {
  override name = "PasskeyError";

  constructor(readonly code: PasskeyErrorCode) {
    super(code);
  }
}
