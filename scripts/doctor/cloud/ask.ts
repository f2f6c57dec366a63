const TIMEOUT_MS = 6_000;

/** What a server answered, or why none did. */
export type Answer =
  | { status: number; headers: Headers; text: string }
  | { status: null; problem: string };

/** A server that answered. */
export type Answered = Extract<Answer, { status: number }>;

/**
 * Sends one request and follows no redirect.
 *
 * @param send as `fetch`
 * @param timeoutMs how long the answer may take
 */
export async function ask(
  send: typeof fetch,
  url: URL | string,
  init: RequestInit = {},
  timeoutMs = TIMEOUT_MS,
): Promise<Answer> {
  try {
    const response = await send(url, {
      ...init,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    // A broken connection, where the sender is no network.
    if (response.type === "error") return { status: null, problem: "the connection broke off" };
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    return { status: null, problem: problemOf(error) };
  }
}

/** @returns the JSON of an answer, or undefined when it is none */
export function jsonOf({ text }: Answered): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns why an answer is none from a working server, or null when it is one */
export function outage(answer: Answer): string | null {
  if (answer.status === null) return answer.problem;
  if (answer.status === 429) return "it asks for fewer requests (429)";
  return answer.status >= 500 ? `it failed (${answer.status})` : null;
}

const PROBLEMS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name cannot be looked up",
  ECONNRESET: "the connection broke off",
  UND_ERR_SOCKET: "the connection broke off",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate cannot be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
};

/** The text of an error may hold the whole address, so it is not shown. */
function problemOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return "it did not answer in time";
  const code = codeOf(error);
  return (
    PROBLEMS[code] ?? (code === "" ? "it cannot be reached" : `it cannot be reached (${code})`)
  );
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error && "code" in inner ? String(inner.code) : "";
}
