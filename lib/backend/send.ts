import "server-only";
import { discardBody } from "@/lib/discard-body";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { inSpan } from "@/lib/in-span";
import { bodyTooLarge } from "@/lib/limited-body";

/**
 * Starts the time limit of a backend call. It uses a timer instead of `AbortSignal.any`, whose sources can be
 * garbage-collected before they fire (nodejs/node issue 57736).
 *
 * @param clientSignal aborts when the client disconnects
 * @returns a signal that aborts when the call, response body included, times out or the client disconnects
 */
export function backendDeadline(clientSignal?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timeOut = () => controller.abort(new DOMException("The call timed out.", "TimeoutError"));
  setTimeout(timeOut, getEnv().backendTimeoutMs).unref();
  const disconnect = () => controller.abort(clientSignal?.reason);
  if (clientSignal?.aborted) disconnect();
  clientSignal?.addEventListener("abort", disconnect, { once: true });
  return controller.signal;
}

/**
 * Sends one request to the backend. It does not follow redirects, because they could carry a token to another host.
 *
 * @param init as for `fetch`. The default signal is a new `backendDeadline`.
 * @throws Failure `backend_unreachable`, `backend_timeout` or `backend_redirected`
 * @throws Failure `body_too_large` when the request body is too large
 */
export async function send(url: URL, init: RequestInit & { duplex?: "half" }): Promise<Response> {
  const method = init.method ?? "GET";
  const response = await inSpan("call the backend", { "http.request.method": method }, () =>
    fetchOnce(url, init),
  );
  const redirects = response.status >= 300 && response.status < 400 && response.status !== 304;
  if (!redirects) return response;
  discardBody(response.body);
  throw new Failure("backend_redirected");
}

async function fetchOnce(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, {
      ...init,
      redirect: "manual",
      cache: "no-store",
      signal: init.signal ?? backendDeadline(),
    });
  } catch (error) {
    const tooLarge = bodyTooLarge(error);
    if (tooLarge) throw tooLarge;
    const timedOut = error instanceof DOMException && error.name === "TimeoutError";
    throw new Failure(timedOut ? "backend_timeout" : "backend_unreachable");
  }
}
