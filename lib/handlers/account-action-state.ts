import type { FailureCode } from "@/lib/failure";

/** The state of a form on the account page after it was submitted. */
export type AccountActionState =
  | { status: "idle" }
  | { status: "done" }
  /** The action cannot be undone, so the form asks the user to confirm it. */
  | { status: "confirm" }
  | { status: "failed"; code: FailureCode | "offline" };
