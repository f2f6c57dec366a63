import type { Send } from "./recorder.ts";

const LONGEST_ANSWER_MS = 20_000;

/**
 * @param interrupted from then on only what has been made is deleted
 * @returns what sends requests over the network. A redirect is an answer, and is not followed.
 */
export function networkSend(interrupted: AbortSignal): Send {
  return async (request) => {
    if (request.method !== "DELETE") interrupted.throwIfAborted();
    return fetch(request, { redirect: "manual", signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
  };
}
