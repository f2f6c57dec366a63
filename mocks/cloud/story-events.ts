import type { Redacted } from "./redacted.ts";

/** The vendor's names of events, and `BindingJob`, for which the vendor's event log has no name. */
export type EventType =
  | "AUTHORIZE_REQUEST"
  | "AuthenticationTransaction"
  | "PolicyEvaluation"
  | "GrantOperation"
  | "TokenRequest"
  | "TokenOperation"
  | "UserinfoRead"
  | "CredentialChange"
  | "BindingJob";

export type Outcome =
  | "ACCEPTED"
  | "ERROR"
  | "START"
  | "SUSPEND"
  | "RESUME"
  | "COMPLETE:ALLOW"
  | "COMPLETE:DENY"
  | "ALLOW"
  | "DENY"
  | "CHALLENGE"
  | "CREATE"
  | "READ"
  | "UPDATE"
  | "DELETE"
  | "BIND"
  | "REVOKE";

/** A rule that was applied. Rules after a failed one were not reached, so they are not listed. */
type Check = { name: string; passed: boolean };

/** What one request did, before it is joined to others. */
export type ToldEvent = {
  type: EventType;
  outcome: Outcome;
  /** In plain words. */
  detail?: string | undefined;
  /** Of RFC 6749 or the vendor, for a refusal. */
  error?: string | undefined;
  /** Why it was refused, in plain words. */
  reason?: string | undefined;
  /** The planted fault that decided the response. */
  fault?: string | undefined;
  checks: Check[];
  /** Decoded challenges, assertions and tokens by name. */
  shown: Record<string, Redacted>;
};

export type StoryKind = "sign_in" | "binding" | "refresh" | "machine_token" | "token_use";

/** Whom and what a request was about. */
export type Subject = {
  kind?: StoryKind | undefined;
  person?: string | undefined;
  identity_id?: string | undefined;
  application_id?: string | undefined;
  correlation_id?: string | undefined;
};

/** All that one request tells. `keys` and `follows` join it to the requests that name the same ones. */
export type Told = { events: ToldEvent[]; keys: string[]; follows?: string | undefined } & {
  subject: Subject;
};
