import { failureMessage } from "@/components/failure-messages";
import type { Message } from "@/components/message";
import type { FailureCode } from "@/lib/failure";

/** The state of a form, with the words for its failure. */
export type Explained<State extends { status: string }> = State extends { status: "failed" }
  ? State & { message: Message }
  : State;

/**
 * Adds the words to the state of a form whose submission failed. The server does that, so that browsers need not load
 * the words for every failure.
 */
export function explained<State extends { status: string }>(state: State): Explained<State>;
export function explained(state: { status: string; code?: FailureCode | "offline" }): {
  status: string;
  message?: Message;
} {
  return state.code === undefined ? state : { ...state, message: failureMessage(state.code) };
}
