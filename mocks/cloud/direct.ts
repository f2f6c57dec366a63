import type { HttpHandler } from "msw";

/** What a route does with a request whose path has been matched. */
export type Answering = (found: {
  request: Request;
  params: Record<string, string | readonly string[] | undefined>;
}) => Promise<Response>;

const answers = new WeakMap<HttpHandler, Answering>();

/** Remembers what a handler does, so that a request which is known to be its own need not pass through MSW again. */
export function answeringDirectly(handler: HttpHandler, answer: Answering): HttpHandler {
  answers.set(handler, answer);
  return handler;
}

/** @returns what the handler does, if it was remembered */
export function directAnswer(handler: HttpHandler): Answering | undefined {
  return answers.get(handler);
}
