import { harmlessChallenge } from "@/lib/backend/harmless-challenge";

/**
 * Headers of the browser's request that the app forwards to the backend: no cookies, no addresses, no hop-by-hop
 * headers.
 */
const REQUEST_HEADERS = [
  "accept",
  "accept-language",
  "content-type",
  "if-match",
  "if-none-match",
  "idempotency-key",
];

/** Headers of the backend's response that the app forwards to the browser: no cookies. */
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

/** Forwarded only with a body. Without the length, some servers take the body for empty. */
const BODY_HEADERS = ["content-length"];

/**
 * @param received headers of the browser's request
 * @param authorization value of the `Authorization` header for the backend
 * @param hasBody whether the request's body is forwarded
 * @returns the listed headers and the authorization
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
 * @param received headers of the backend's response
 * @returns the listed headers, with protection added. The browser shows the response under this app's origin, so it
 * must neither guess its type nor run scripts in it.
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
