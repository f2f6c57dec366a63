import { randomUUID } from "node:crypto";
import type { SentRequest } from "./sent-request.ts";

/** The header in which the vendor's API names one request, or one sign-in, for its event log. */
export const CORRELATION_ID = "x-correlation-id";

/** @returns the correlation id that a request was sent with. One without gets a new one. */
export function correlationIdOf({ headers }: SentRequest): string {
  const sent = headers.get(CORRELATION_ID) ?? "";
  return /^[\x21-\x7e]{1,128}$/.test(sent) ? sent : randomUUID();
}
