/** Why a request for a binding link could not be carried out. */
export type FailureCode =
  | "cloud_unreachable"
  | "cloud_timeout"
  | "cloud_rate_limited"
  | "cloud_error"
  | "cloud_unauthorized"
  | "cloud_rejected"
  | "cloud_response_invalid"
  | "forbidden_origin"
  | "internal_error";

/** What the register and recover forms show. */
export type BindingRequestState =
  | { status: "idle" }
  | { status: "sent"; email: string; inboxUrl?: string }
  | { status: "invalid"; email: string; message: string }
  | { status: "failed"; email: string; code: FailureCode; retryAfterSeconds?: number };
