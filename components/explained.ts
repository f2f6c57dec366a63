import { failureMessage } from "@/components/failure-messages";
import type { Message } from "@/components/message";
import { waitWords } from "@/components/wait-words";
import type { FailureCode } from "@/lib/failure";

/** The state of a form, with the words for its failure, and for how long to wait before the next attempt. */
export type Explained<State extends { status: string }> = State extends { status: "failed" }
  ? State & { message: Message; wait?: string }
  : State;

/**
 * Adds the words to the state of a form whose submission failed. The server does that, so that browsers need not load
 * the words for every failure.
 */
export function explained<State extends { status: string }>(state: State): Explained<State>;
export function explained(state: {
  status: string;
  code?: FailureCode | "offline";
  retryAfterSeconds?: number;
}): { status: string; message?: Message; wait?: string } {
  const { code, retryAfterSeconds } = state;
  if (code === undefined) return state;
  const wait = retryAfterSeconds === undefined ? {} : { wait: waitWords(retryAfterSeconds) };
  return { ...state, message: failureMessage(code), ...wait };
}
