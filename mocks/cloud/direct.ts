import { type HttpHandler, http } from "msw";
import { withBody } from "./known-text.ts";
import type { SentRequest } from "./sent-request.ts";

/** What a route does with a request whose path has been matched. */
export type Answering = (found: {
  request: SentRequest;
  params: Record<string, string | readonly string[] | undefined>;
}) => Promise<Response>;

const answers = new WeakMap<HttpHandler, Answering>();

/**
 * Makes an MSW handler and remembers what it does, so that a request which is known to be its own need not pass through
 * MSW again.
 */
export function handlerOf(
  method: keyof typeof http,
  pattern: string,
  answer: Answering,
): HttpHandler {
  const handler = http[method](pattern, async (found) => withBody(await answer(found)));
  answers.set(handler, answer);
  return handler;
}

/** @returns what the handler does, if it was remembered. The text of its response may be beside the response. */
export function directAnswer(handler: HttpHandler): Answering | undefined {
  return answers.get(handler);
}
