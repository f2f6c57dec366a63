/** Events that people see in their account's history. */
export const SHOWN_TYPES = [
  "signed_in",
  "signed_out",
  "session_ended",
  "sessions_ended",
  "session_ended_by_cloud",
  "link_requested",
  "passkey_created",
  "passkey_revoked",
] as const;

/** Every event of the audit trail. */
export const AUDIT_TYPES = [
  ...SHOWN_TYPES,
  "registration_requested",
  "recovery_requested",
  "link_withheld",
  "links_left_open",
  "sign_in_started",
  "sign_in_failed",
  "tokens_refreshed",
  "refresh_failed",
  "tokens_revoked",
  "revocation_failed",
  "recheck_failed",
  "rate_limited",
] as const;

export type AuditType = (typeof AUDIT_TYPES)[number];
export type ShownType = (typeof SHOWN_TYPES)[number];
