import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { isConnectionLost } from "@/lib/browser/connection";

/** @returns the code under which the passkey pages explain whatever was thrown. */
export function passkeyErrorCodeOf(error: unknown): PasskeyErrorCode {
  if (error instanceof PasskeyError) return error.code;
  return isConnectionLost(error) ? "offline" : "unknown";
}
