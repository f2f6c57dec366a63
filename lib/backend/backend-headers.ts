import { harmlessChallenge } from "@/lib/backend/harmless-challenge";

/** What a backend may learn of the browser's request. Cookies, addresses and hop-by-hop headers are not among it. */
const REQUEST_HEADERS = [
  "accept",
  "accept-language",
  "content-type",
  "if-match",
  "if-none-match",
  "idempotency-key",
];

/** What the browser may learn of a backend's answer. Cookies of another server are not among it. */
const RESPONSE_HEADERS = [
  "content-type",
  "content-language",
  "content-disposition",
  "etag",
  "last-modified",
  "link",
  "location",
  "retry-after",
];

/** What belongs to a body that is sent along: a server that is not told the length may take the body for empty. */
const BODY_HEADERS = ["content-length"];

/**
 * @param hasBody whether the request's body is sent along
 * @returns the headers to send, with the authorization and nothing that is not listed
 */
export function requestHeaders(
  received: Headers,
  authorization: string,
  hasBody: boolean,
): Headers {
  const headers = listed(
    received,
    hasBody ? [...REQUEST_HEADERS, ...BODY_HEADERS] : REQUEST_HEADERS,
  );
  headers.set("authorization", authorization);
  return headers;
}

/**
 * @returns the headers to answer with. What a backend sends is shown under this site's own origin, so it must neither be
 * guessed at nor run.
 */
export function responseHeaders(received: Headers): Headers {
  const headers = listed(received, RESPONSE_HEADERS);
  const challenge = harmlessChallenge(received.get("www-authenticate"));
  if (challenge !== null) headers.set("www-authenticate", challenge);
  headers.set("x-content-type-options", "nosniff");
  headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  return headers;
}

function listed(source: Headers, names: string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = source.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
