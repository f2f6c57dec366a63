import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
import { clientAddress } from "@/lib/request/client-address";

const USER_AGENT_LENGTH = 400;

/** What is worth knowing about the request that is being answered. */
export type RequestContext = {
  /** Joins the log lines and audit events of one request, or of one sign-in. */
  correlationId: string;
  /** As the browser says; shortened. */
  userAgent: string | null;
  /** The address, or for IPv6 the network, that the request came from. */
  clientAddress: string;
};

const current = new AsyncLocalStorage<RequestContext>();

/**
 * Runs the answer to one request.
 *
 * @param state the `state` of a sign-in (RFC 6749 section 4.1.1): its start and its callback are two requests of one
 * event, and share a correlation id made from it
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

/** Runs what is done after a request has been answered, which the log is to join to it. */
export function withCorrelation<T>(correlationId: string, task: () => T): T {
  return current.run({ correlationId, userAgent: null, clientAddress: "unknown" }, task);
}

/** Runs what pages do as well, whose requests Next.js answers itself: in the context that there is, or one of its own. */
export function ensureRequestContext<T>(headers: Headers, task: () => T): T {
  return current.getStore() ? task() : withRequestContext(headers, task);
}

/** @returns the context of the request that is being answered; one of its own outside any. */
export function requestContext(): RequestContext {
  const outside = { correlationId: randomUUID(), userAgent: null, clientAddress: "unknown" };
  return current.getStore() ?? outside;
}

/** @returns a correlation id that is the same for the same sign-in and does not give its `state` away. */
export function correlationOfState(state: string): string {
  return createHash("sha256").update(state).digest("hex").slice(0, 32);
}
