import type { FailureCode } from "@/lib/failure";

/** What a form of the account page shows after it was sent. */
export type AccountActionState =
  | { status: "idle" }
  | { status: "done" }
  /** There is no way back from it: the person is asked once more. */
  | { status: "confirm" }
  | { status: "failed"; code: FailureCode | "offline" };
