import "server-only";
import { backendAddress } from "@/lib/backend/backend-address";
import { requestHeaders, responseHeaders } from "@/lib/backend/backend-headers";
import { BodyTooLarge, limitedStream } from "@/lib/backend/limited-stream";
import { getEnv } from "@/lib/env";
import { HttpError } from "@/lib/http/http-error";
import { requireThat } from "@/lib/require-that";
import type { Account } from "@/lib/session";
import { accessTokenOf } from "@/lib/sessions/access-token";

const MAX_REQUEST_BYTES = 1024 * 1024;
const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
/** For the whole exchange, the answer's body included. */
const TIMEOUT_MS = 10_000;
const WITHOUT_BODY = ["GET", "HEAD"];

/** A request to be passed on. */
export type BackendRequest = {
  method: string;
  /** Of the path below `BACKEND_URL`, decoded. */
  segments: string[];
  /** Query with its question mark, or nothing. */
  search: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
};

/**
 * Calls the backend as a signed-in person, with the access token of their session (RFC 6750). Both bodies are streamed.
 *
 * @returns the backend's answer, reduced to the headers that are allowed; 401 and 403 are passed on as they are
 * @throws HttpError 404 without a backend or for a path outside of it, 413, 502, 504
 * @throws SessionError when there is no access token to call it with
 */
export async function callBackend(account: Account, request: BackendRequest): Promise<Response> {
  const { backendUrl } = getEnv();
  requireThat(backendUrl, () => new HttpError(404, "no_backend", "No backend is configured."));
  const url = backendAddress(backendUrl, request.segments, request.search);
  requireThat(url, () => new HttpError(404, "not_found", "There is no such path."));
  const accessToken = await accessTokenOf(account.sessionId);
  const response = await send(url, request, accessToken);
  requireThat(
    response.status < 300 || response.status >= 400 || response.status === 304,
    () => new HttpError(502, "backend_redirected", "The backend answered with a redirect."),
  );
  const body = response.body && limitedStream(response.body, MAX_RESPONSE_BYTES);
  return new Response(body, {
    status: response.status,
    headers: responseHeaders(response.headers),
  });
}

async function send(url: URL, request: BackendRequest, accessToken: string): Promise<Response> {
  const { method, headers, body } = request;
  const hasBody = body !== null && !WITHOUT_BODY.includes(method);
  try {
    return await fetch(url, {
      method,
      headers: requestHeaders(headers, accessToken),
      ...(hasBody ? { body: limitedStream(body, MAX_REQUEST_BYTES), duplex: "half" } : {}),
      // A redirect could carry the token to another host.
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw problemOf(error);
  }
}

function problemOf(error: unknown): HttpError {
  if (error instanceof Error && error.cause instanceof BodyTooLarge) return error.cause;
  if (error instanceof BodyTooLarge) return error;
  const timedOut = error instanceof DOMException && error.name === "TimeoutError";
  return timedOut
    ? new HttpError(504, "backend_timeout", "The backend did not answer in time.")
    : new HttpError(502, "backend_unreachable", "The backend cannot be reached.");
}
