import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
import { clientAddress } from "@/lib/request/client-address";

const USER_AGENT_LENGTH = 400;

/** What logs, audit events and rate limits need to know about the current request. */
export type RequestContext = {
  /** Joins the log lines and audit events of one request, or of one sign-in. */
  correlationId: string;
  /** The `User-Agent` header, shortened. */
  userAgent: string | null;
  /** The IPv4 address or the IPv6 network that the request came from. */
  clientAddress: string;
};

const current = new AsyncLocalStorage<RequestContext>();

/**
 * Runs a task in the context of one request.
 *
 * @param state the `state` of a sign-in (RFC 6749 section 4.1.1). The start and the callback of a sign-in are two
 * requests, and share a correlation id that is derived from it.
 */
export function withRequestContext<T>(
  headers: Headers,
  task: () => T,
  state: string | null = null,
): T {
  const correlationId = state === null ? randomUUID() : correlationOfState(state);
  const userAgent = headers.get("user-agent")?.slice(0, USER_AGENT_LENGTH) ?? null;
  return current.run({ correlationId, userAgent, clientAddress: clientAddress(headers) }, task);
}

/** Runs a task that follows an answered request, under the correlation id of that request. */
export function withCorrelation<T>(correlationId: string, task: () => T): T {
  return current.run({ correlationId, userAgent: null, clientAddress: "unknown" }, task);
}

/**
 * Runs a task in the current context, or in a new one. Pages need the new one, because Next.js answers their requests
 * itself.
 */
export function ensureRequestContext<T>(headers: Headers, task: () => T): T {
  return current.getStore() ? task() : withRequestContext(headers, task);
}

/** @returns the context of the current request. Outside a request, a new one. */
export function requestContext(): RequestContext {
  const outside = { correlationId: randomUUID(), userAgent: null, clientAddress: "unknown" };
  return current.getStore() ?? outside;
}

/** @returns a correlation id that is always the same for one `state` and does not reveal it. */
export function correlationOfState(state: string): string {
  return createHash("sha256").update(state).digest("hex").slice(0, 32);
}
