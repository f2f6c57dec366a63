import "server-only";
import { discardBody } from "@/lib/discard-body";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { bodyTooLarge } from "@/lib/limited-body";

/**
 * A timer holds it: of signals that `AbortSignal.any` combines, one that nobody else holds may be collected before it
 * fires (nodejs/node issue 57736).
 *
 * @param leaving of the one who asks, who may leave before there is an answer
 * @returns the end of a call that begins now, its answer's body included
 */
export function backendDeadline(leaving?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timeIsUp = () => controller.abort(new DOMException("The time is up.", "TimeoutError"));
  setTimeout(timeIsUp, getEnv().backendTimeoutMs).unref();
  const leave = () => controller.abort(leaving?.reason);
  if (leaving?.aborted) leave();
  leaving?.addEventListener("abort", leave, { once: true });
  return controller.signal;
}

/**
 * Sends one request to the backend. Redirects are not followed: they could carry a token to another host.
 *
 * @param init as of `fetch`; without a signal of its own it has a `backendDeadline`
 * @throws Failure `backend_unreachable`, `backend_timeout` or `backend_redirected`
 * @throws Failure `body_too_large` when the request's body is
 */
export async function send(url: URL, init: RequestInit & { duplex?: "half" }): Promise<Response> {
  const response = await fetchOnce(url, init);
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
