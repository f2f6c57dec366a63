import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { recordEvent } from "@/lib/audit/audit";
import type { BackendErrorCode } from "@/lib/backend/backend-error";
import { getEnv } from "@/lib/env";
import { isProviderOrigin } from "@/lib/providers/providers";
import { correlationOfState } from "@/lib/request-context";

/** Why a sign-in ended without a session, as our error page explains it. */
export type AuthFailureCode =
  | "cloud_unreachable"
  | "cloud_timeout"
  | "cloud_rate_limited"
  | "cloud_error"
  | "cloud_response_invalid"
  | "id_token_invalid"
  | "sign_in_interrupted"
  | "sign_in_refused"
  | "rate_limited"
  | "service_unavailable"
  | BackendErrorCode
  | "internal_error";

const ERROR_PAGE = "/auth-error";
/** Where Auth.js leads with failures that it takes for a person's own, such as saying no at the provider. */
const SIGN_IN_PAGE = "/sign-in";
const GENERIC_CODE = "Configuration";
/** Of a failure's code, Auth.js's or ours; an address that somebody asked to land on may hold anything. */
const CODE = /^\w{1,64}$/;

/** One request of a sign-in or sign-out on its way through Auth.js. */
type AuthAttempt = { headers: Headers; failure?: AuthFailureCode };

const current = new AsyncLocalStorage<AuthAttempt>();

/** Remembers the first cause of a failing attempt. Outside an attempt it does nothing. */
export function noteAuthFailure(code: AuthFailureCode): void {
  const attempt = current.getStore();
  if (attempt) attempt.failure ??= code;
}

/** @returns the headers of the request that Auth.js is answering; none outside an attempt. */
export function attemptHeaders(): Headers {
  return current.getStore()?.headers ?? new Headers();
}

/**
 * Runs one request of Auth.js. Auth.js reports nearly every failure as `Configuration`; where the cause was noted, the
 * redirect to the error page names it instead. A failure is written to the audit trail.
 */
export async function withAuthAttempt(
  headers: Headers,
  handle: () => Promise<Response>,
): Promise<Response> {
  const attempt: AuthAttempt = { headers };
  const response = await current.run(attempt, handle);
  const location = response.headers.get("location");
  if (!location) return response;
  const explained = new Headers(response.headers);
  explained.set("location", await explainedAddress(location, attempt.failure));
  return new Response(null, { status: response.status, headers: explained });
}

/** The same for a server action, which ends in the address to go to. */
export async function withAuthAttemptAddress(
  headers: Headers,
  start: () => Promise<string>,
): Promise<string> {
  const attempt: AuthAttempt = { headers };
  return explainedAddress(await current.run(attempt, start), attempt.failure);
}

async function explainedAddress(
  location: string,
  failure: AuthFailureCode | undefined,
): Promise<string> {
  const { appOrigin } = getEnv();
  if (!URL.canParse(location, appOrigin)) return location;
  const url = new URL(location, appOrigin);
  if (isProviderOrigin(url.origin)) await recordStart(url.searchParams.get("state"));
  const error = url.searchParams.get("error");
  if (url.origin !== appOrigin || error === null || !CODE.test(error)) return location;
  if (![ERROR_PAGE, SIGN_IN_PAGE].includes(url.pathname)) return location;
  const reason = failure && error === GENERIC_CODE ? failure : error;
  url.searchParams.set("error", reason);
  await recordEvent("sign_in_failed", { reason });
  return url.href;
}

async function recordStart(state: string | null): Promise<void> {
  if (state === null) return;
  await recordEvent("sign_in_started", { correlationId: correlationOfState(state) });
}
