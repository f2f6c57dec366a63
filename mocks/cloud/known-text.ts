import { STATUS_CODES } from "node:http";

const texts = new WeakMap<Response, string>();

/**
 * Makes a JSON response whose text is kept beside it, because a body is a stream, which takes longer to make and to read
 * than all else about a response. What sends a response adds the text: `sendResponse` and `withBody`.
 */
export function jsonResponse(
  body: unknown,
  { status = 200, headers }: ResponseInit = {},
): Response {
  const text = JSON.stringify(body);
  const response = new Response(null, { status, statusText: STATUS_CODES[status] ?? "", headers });
  if (!response.headers.has("content-type")) {
    response.headers.set("content-type", "application/json");
  }
  response.headers.set("content-length", String(Buffer.byteLength(text)));
  texts.set(response, text);
  return response;
}

/** @returns the text that is kept beside a response, if there is one. */
export function knownText(response: Response): string | undefined {
  return texts.get(response);
}

/** @returns the response with its text as a body, for those who read bodies. */
export function withBody(response: Response): Response {
  const text = texts.get(response);
  return text === undefined ? response : new Response(text, response);
}
