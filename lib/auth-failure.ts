import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** Why a sign-in ended without a session, as our error page explains it. */
export type AuthFailureCode =
  | "cloud_unreachable"
  | "cloud_timeout"
  | "cloud_rate_limited"
  | "cloud_error"
  | "cloud_response_invalid"
  | "id_token_invalid"
  | "sign_in_interrupted"
  | "sign_in_refused";

const ERROR_PAGE = "/auth-error";
const GENERIC_CODE = "Configuration";

const attempt = new AsyncLocalStorage<{ failure?: AuthFailureCode }>();

/** Remembers the first cause of a failing sign-in attempt. Outside an attempt it does nothing. */
export function noteAuthFailure(code: AuthFailureCode): void {
  const current = attempt.getStore();
  if (current) current.failure ??= code;
}

/**
 * Runs one request of Auth.js. Auth.js reports nearly every failure as `Configuration`; where the cause was noted, the
 * redirect to the error page names it instead.
 */
export function withAuthFailure(handle: () => Promise<Response>): Promise<Response> {
  const current: { failure?: AuthFailureCode } = {};
  return attempt.run(current, async () => explain(await handle(), current.failure));
}

/** The same for a server action, which ends in the address to go to. */
export async function withAuthFailureAddress(start: () => Promise<string>): Promise<string> {
  const current: { failure?: AuthFailureCode } = {};
  return attempt.run(current, async () => explainedAddress(await start(), current.failure));
}

function explain(response: Response, failure: AuthFailureCode | undefined): Response {
  const location = response.headers.get("location");
  if (!location) return response;
  const headers = new Headers(response.headers);
  headers.set("location", explainedAddress(location, failure));
  return new Response(null, { status: response.status, headers });
}

function explainedAddress(location: string, failure: AuthFailureCode | undefined): string {
  if (!failure || !URL.canParse(location)) return location;
  const url = new URL(location);
  if (url.pathname !== ERROR_PAGE || url.searchParams.get("error") !== GENERIC_CODE)
    return location;
  url.searchParams.set("error", failure);
  return url.href;
}
