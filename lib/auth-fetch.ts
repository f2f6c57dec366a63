import { noteAuthFailure } from "@/lib/auth-attempt";
import { logEvent } from "@/lib/log";

const TIMEOUT_MS = 5_000;

/**
 * `fetch` for Auth.js, which sets no time limit of its own, does not tell one failure of the cloud from another, and keeps
 * the cause of most out of the log.
 */
export async function authFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const operation = operationOf(input);
  try {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 429) noteAuthFailure("cloud_rate_limited");
    if (response.status >= 500) noteAuthFailure("cloud_error");
    if (!response.ok) logEvent("cloud_call_failed", { operation, status: response.status });
    return response;
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === "TimeoutError";
    const code = timedOut ? "cloud_timeout" : "cloud_unreachable";
    noteAuthFailure(code);
    logEvent("cloud_call_failed", { operation, code, cause: causeOf(error) });
    throw error;
  }
}

/** The last part of an endpoint's path: `openid-configuration`, `token`, `userinfo`. */
function operationOf(input: Parameters<typeof fetch>[0]): string {
  const url = new URL(input instanceof Request ? input.url : input);
  return url.pathname.split("/").at(-1) ?? "";
}

/** The system's code, such as `ECONNREFUSED`. */
function causeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const isCoded = typeof cause === "object" && cause !== null && "code" in cause;
  return isCoded && typeof cause.code === "string" ? cause.code : undefined;
}
