import type { FailureCode } from "@/lib/failure";

/** The state of the register and recover forms. */
export type BindingRequestState =
  | { status: "idle" }
  | { status: "sent"; email: string; inboxUrl?: string }
  | { status: "invalid"; email: string; message: string }
  | { status: "failed"; email: string; code: FailureCode | "offline"; retryAfterSeconds?: number };
