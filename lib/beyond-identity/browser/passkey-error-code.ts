import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { isConnectionLost } from "@/lib/browser/connection";

/** @returns the code with which the passkey pages explain an error. */
export function passkeyErrorCodeOf(error: unknown): PasskeyErrorCode {
  if (error instanceof PasskeyError) return error.code;
  return isConnectionLost(error) ? "offline" : "unknown";
}
