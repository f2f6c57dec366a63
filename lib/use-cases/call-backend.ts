import "server-only";
import { type Account, sessionOf } from "@/lib/auth/current-account";
import { backendAddress, isReserved } from "@/lib/backend/backend-address";
import { requestHeaders, responseHeaders } from "@/lib/backend/backend-headers";
import { type ConfiguredBackend, configuredBackend } from "@/lib/backend/kinds/configured-backend";
import { outgoingBody } from "@/lib/backend/outgoing-body";
import { backendDeadline, send } from "@/lib/backend/send";
import { discardBody } from "@/lib/discard-body";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { limitedStream } from "@/lib/limited-body";
import { limitAccount } from "@/lib/rate-limits/limit-account";
import { requireThat } from "@/lib/require-that";
import { anotherTokenFor, tokenFor } from "@/lib/sessions/backend-authorization";

const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** A request to forward to the backend. */
export type BackendRequest = {
  method: string;
  /** The segments of the path below `BACKEND_URL`, decoded. */
  segments: string[];
  /** The query with its question mark, or an empty string. */
  search: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
  /** Aborts when the client disconnects before the response. */
  signal?: AbortSignal;
};

/**
 * Calls the backend as the signed-in user, with one `backendDeadline` for the whole call. The response is streamed. If a
 * backend that issues its own tokens refuses one, the app retries once with a new token.
 *
 * @returns the backend's response with the allowed headers only. 401 and 403 are passed on unchanged.
 * @throws Failure `passkey_needed` for an account of another provider
 * @throws Failure `not_found` for a path outside of the backend
 * @throws Failure `no_backend`, `body_too_large`, `body_incomplete`, `rate_limited` or `backend_…`
 * @throws as `tokenFor` does
 */
export async function callBackend(account: Account, request: BackendRequest): Promise<Response> {
  const backend = configuredBackend();
  requireThat(backend, () => new Failure("no_backend"));
  requireThat(
    account.issuer === getEnv().issuer,
    () =>
      new Failure("passkey_needed", { detail: "The backend takes sign-ins with a passkey only." }),
  );
  await limitAccount(account, "backend");
  const url = backendAddress(backend.url, request.segments, request.search);
  const noSuchPath = () => new Failure("not_found", { detail: "There is no such path." });
  requireThat(url, noSuchPath);
  requireThat(!isReserved(request.segments, backend.kind.reserved ?? []), noSuchPath);
  const response = await sendAs(account, backend, url, request);
  const body = response.body && limitedStream(response.body, MAX_RESPONSE_BYTES);
  return new Response(body, {
    status: response.status,
    headers: responseHeaders(response.headers),
  });
}

async function sendAs(
  account: Account,
  backend: ConfiguredBackend,
  url: URL,
  request: BackendRequest,
): Promise<Response> {
  const signal = backendDeadline(request.signal);
  const { headers, first: body, spare } = await outgoingBody(request, signal);
  const attempt = (token: string, part: typeof body) =>
    send(url, {
      method: request.method,
      headers: requestHeaders(headers, `${backend.kind.scheme} ${token}`, part !== null),
      signal,
      ...(part ? { body: part, duplex: "half" } : {}),
    });
  const { sessionId } = account;
  // The session may have ended while a slow client was sending the body.
  const known = body === null ? sessionOf(account) : undefined;
  const token = await withinDeadline(signal, tokenFor(sessionId, backend, known));
  const first = await attempt(token, body);
  const another =
    first.status === 401
      ? await withinDeadline(signal, anotherTokenFor(sessionId, backend, token))
      : null;
  if (another === null) {
    if (spare instanceof ReadableStream) discardBody(spare);
    return first;
  }
  discardBody(first.body);
  return attempt(another, spare);
}

/** Stops waiting for a token at the deadline. The token request goes on, because other callers share it. */
function withinDeadline<T>(signal: AbortSignal, token: Promise<T>): Promise<T> {
  const deadline = new Promise<never>((_, reject) => {
    const refuse = () => reject(new Failure("backend_timeout"));
    if (signal.aborted) refuse();
    signal.addEventListener("abort", refuse, { once: true });
  });
  return Promise.race([token, deadline]);
}
