import { noteAuthFailure } from "@/lib/auth-attempt";

const TIMEOUT_MS = 5_000;

/** `fetch` for Auth.js, which sets no time limit of its own and does not tell one failure of the cloud from another. */
export async function authFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 429) noteAuthFailure("cloud_rate_limited");
    if (response.status >= 500) noteAuthFailure("cloud_error");
    return response;
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === "TimeoutError";
    noteAuthFailure(timedOut ? "cloud_timeout" : "cloud_unreachable");
    throw error;
  }
}
