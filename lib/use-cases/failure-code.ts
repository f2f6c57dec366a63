import type { BackendErrorCode } from "@/lib/backend/backend-error";

/** Why something that a person asked for could not be done. */
export type FailureCode =
  | "cloud_unreachable"
  | "cloud_timeout"
  | "cloud_rate_limited"
  | "cloud_error"
  | "cloud_unauthorized"
  | "cloud_rejected"
  | "cloud_response_invalid"
  | "forbidden_origin"
  | "rate_limited"
  | "offline"
  | "session_ended"
  | "access_token_expired"
  | "fresh_sign_in_required"
  | "last_passkey"
  | "no_address"
  | "not_yours"
  | "service_unavailable"
  | "passkey_needed"
  | BackendErrorCode
  | "internal_error";
