/**
 * Events in the history on the account page. Each group has its own limit: anyone can request links for any address,
 * and those requests must not hide a new passkey from the user.
 */
export const SHOWN_GROUPS = [
  { types: ["passkey_created", "passkey_revoked"], newest: 5 },
  {
    types: ["signed_in", "signed_out", "session_ended", "sessions_ended", "session_ended_by_cloud"],
    newest: 6,
  },
  { types: ["link_requested"], newest: 1 },
] as const;

/** Every type of these groups. */
export const SHOWN_TYPES = SHOWN_GROUPS.flatMap(({ types }) => [...types]);

/** Every event of the audit trail. */
export const AUDIT_TYPES = [
  ...SHOWN_TYPES,
  "registration_requested",
  "recovery_requested",
  "link_withheld",
  "sign_in_started",
  "sign_in_failed",
  "tokens_refreshed",
  "refresh_failed",
  "tokens_revoked",
  "revocation_failed",
  "recheck_failed",
] as const;

/** Failures that can recur with every request of a session. The history stores one a minute. */
export const REPEATED_TYPES: AuditType[] = [
  "refresh_failed",
  "recheck_failed",
  "revocation_failed",
];

export type AuditType = (typeof AUDIT_TYPES)[number];
export type ShownType = (typeof SHOWN_TYPES)[number];
