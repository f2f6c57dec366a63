import type { FailureCode } from "@/lib/failure";

/** What the register and recover forms show. */
export type BindingRequestState =
  | { status: "idle" }
  | { status: "sent"; email: string; inboxUrl?: string }
  | { status: "invalid"; email: string; message: string }
  | { status: "failed"; email: string; code: FailureCode | "offline"; retryAfterSeconds?: number };
