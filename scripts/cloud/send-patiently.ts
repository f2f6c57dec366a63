import { setTimeout } from "node:timers/promises";
import { retryAfterSeconds } from "@/lib/retry-after";
import { CloudError } from "./cloud-error.ts";

/** How requests are sent, and what is done while they wait. */
export type Waiting = {
  send?: ((request: Request) => Promise<Response>) | undefined;
  pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
  /** Told before each pause. */
  onWait?: ((why: string, seconds: number) => void) | undefined;
};

const TIMEOUT_MS = 15_000;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** What has no effect the second time (RFC 9110 section 9.2.2). */
const IDEMPOTENT = ["GET", "DELETE"];
const PASSING = [500, 502, 503, 504];

/**
 * Sends a request, and again while that can help. A refusal with 429 had no effect, so every request is repeated after it.
 * After a failure of the cloud or the network, only an idempotent one is.
 *
 * @throws CloudError `unreachable`
 */
export async function sendPatiently(
  operation: string,
  request: Request,
  { send = fetch, pause = setTimeout, onWait }: Waiting,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await attemptOf(send, request);
    const problem = problemOf(request, response);
    if (response && !problem) return response;
    if (!problem || attempt === ATTEMPTS) {
      if (response) return response;
      const { origin } = new URL(request.url);
      throw new CloudError(
        "unreachable",
        `${origin} did not answer, so "${operation}" is uncertain.`,
      );
    }
    const milliseconds = pauseAfter(attempt, response);
    onWait?.(problem, Math.ceil(milliseconds / 1000));
    await pause(milliseconds);
  }
}

async function attemptOf(
  send: (request: Request) => Promise<Response>,
  request: Request,
): Promise<Response | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await send(new Request(request.clone(), { signal }));
    // Read here, so that a response that breaks off counts as none.
    const body = await response.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, response);
  } catch {
    return undefined;
  }
}

/** @returns why the request should be sent again, or undefined when it should not */
function problemOf({ method }: Request, response: Response | undefined): string | undefined {
  if (response?.status === 429) return "Beyond Identity asks to wait";
  if (!IDEMPOTENT.includes(method)) return undefined;
  if (!response) return "Beyond Identity did not answer";
  return PASSING.includes(response.status) ? "Beyond Identity has trouble of its own" : undefined;
}

function pauseAfter(attempt: number, response: Response | undefined): number {
  const asked = retryAfterSeconds(response?.headers.get("retry-after") ?? null);
  const usual = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return Math.min(asked === undefined ? usual : asked * 1000, LONGEST_PAUSE_MS);
}
