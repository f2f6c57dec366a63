import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/audit";
import type { NamedCheck } from "@/lib/auth/named-check";
import { getEnv, isDevelopment } from "@/lib/env/env";
import type { FailureCode } from "@/lib/failure";
import { isProviderOrigin } from "@/lib/providers/providers";
import { authPagePath } from "@/lib/redirect-path";
import { correlationOfState } from "@/lib/request/request-context";

/** Why a sign-in ended without a session. The error page explains each code. */
export type AuthFailureCode =
  | FailureCode
  | "provider_error"
  | "id_token_invalid"
  | "sign_in_interrupted"
  | "sign_in_refused";

const ERROR_PAGE = "/auth-error";
/** Auth.js redirects here after failures that it attributes to the user, such as declining at the provider. */
const SIGN_IN_PAGE = "/sign-in";
const PAGES = [ERROR_PAGE, SIGN_IN_PAGE] as const;
const GENERIC_CODE = "Configuration";
/**
 * Form of an error code. The `error` parameter of a redirect target may be user input, so anything else is not logged.
 */
const CODE = /^\w{1,64}$/;

/** A request of a sign-in that Auth.js is answering, and what is noted about it meanwhile. */
type AuthAttempt = {
  headers?: Headers;
  /** Epoch of the accounts when the sign-in started. Set for callbacks only. Without it no session can begin. */
  epoch?: number | undefined;
  failure?: AuthFailureCode;
  /** The check of `npm run doctor` that explains the failure. */
  check?: NamedCheck;
  sessionId?: string;
};

const current = new AsyncLocalStorage<AuthAttempt>();

/** Notes the cause of a failed attempt. Only the first one counts. Outside an attempt it does nothing. */
export function noteAuthFailure(code: AuthFailureCode): void {
  const attempt = current.getStore();
  if (attempt) attempt.failure ??= code;
}

/** Notes the check that explains a failed attempt. Only the first one counts. Outside an attempt it does nothing. */
export function noteCheck(check: NamedCheck): void {
  const attempt = current.getStore();
  if (attempt) attempt.check ??= check;
}

/** @returns the headers of the request that Auth.js is answering. Empty outside an attempt. */
export function attemptHeaders(): Headers {
  return current.getStore()?.headers ?? new Headers();
}

/** @returns the epoch at which the sign-in of the current callback started, or null outside a callback. */
export function attemptEpoch(): number | null {
  return current.getStore()?.epoch ?? null;
}

/** Notes the session that the attempt has begun. */
export function noteStartedSession(sessionId: string): void {
  const attempt = current.getStore();
  if (attempt) attempt.sessionId = sessionId;
}

/** Header of Auth.js's own client. It makes Auth.js respond with the redirect target as JSON. */
const RETURN_REDIRECT = "x-auth-return-redirect";

/** @returns whether the request is from Auth.js's own client, which expects `{"url"}` in every response. */
export function wantsJsonRedirect(headers: Headers): boolean {
  return headers.has(RETURN_REDIRECT);
}

/** The response of Auth.js, and the session that began with it, if any. */
export type AttemptAnswer = { response: Response; sessionId: string | null };

const addressSchema = z.object({ url: z.string() });

/**
 * Runs a request of a sign-in and explains its failure. Auth.js reports nearly every failure as `Configuration`. When
 * the cause was noted, the address of the error page names it instead, both in a redirect and in the JSON for Auth.js's
 * own client. Every failure is written to the audit trail.
 *
 * @param target where the user lands after signing in. The error page keeps it.
 * @param epoch at which the sign-in of a callback started
 */
export async function withAuthAttempt(
  { headers, target, epoch }: { headers: Headers; target: string; epoch?: number | undefined },
  handle: () => Promise<Response>,
): Promise<AttemptAnswer> {
  const attempt: AuthAttempt = { headers, epoch };
  const response = await current.run(attempt, handle);
  const address = await addressOf(response, headers);
  const { sessionId = null } = attempt;
  if (address === null) return { response, sessionId };
  const explained = await explainedAddress(address, attempt, target);
  return { response: withRedirectTarget(explained, response, headers), sessionId };
}

async function addressOf(response: Response, headers: Headers): Promise<string | null> {
  if (!wantsJsonRedirect(headers)) return response.headers.get("location");
  const body = await response
    .clone()
    .json()
    .catch(() => null);
  const url = addressSchema.safeParse(body).data?.url;
  return url ?? (response.ok ? null : `${ERROR_PAGE}?error=${GENERIC_CODE}`);
}

function withRedirectTarget(
  address: string,
  { status, headers }: Response,
  received: Headers,
): Response {
  const explained = new Headers(headers);
  if (headers.has("location")) explained.set("location", address);
  if (!wantsJsonRedirect(received)) return new Response(null, { status, headers: explained });
  return Response.json({ url: address }, { status, headers: explained });
}

/**
 * Runs the start of a sign-in and explains its failure.
 *
 * @param target where the user lands after signing in. The error page keeps it.
 * @param start returns the address to redirect to
 * @returns that address, or the one of the error page with the noted cause
 */
export async function withAuthAttemptAddress(
  target: string,
  start: () => Promise<string>,
): Promise<string> {
  const attempt: AuthAttempt = {};
  return explainedAddress(await current.run(attempt, start), attempt, target);
}

async function explainedAddress(
  location: string,
  { failure, check }: AuthAttempt,
  target: string,
): Promise<string> {
  const { appOrigin } = getEnv();
  if (!URL.canParse(location, appOrigin)) return location;
  const url = new URL(location, appOrigin);
  if (isProviderOrigin(url.origin)) await recordStart(url.searchParams.get("state"));
  const error = url.searchParams.get("error");
  const page = PAGES.find((path) => path === url.pathname);
  if (url.origin !== appOrigin || error === null || !CODE.test(error) || !page) return location;
  const reason = failure && error === GENERIC_CODE ? failure : error;
  await recordEvent("sign_in_failed", { reason });
  const shown = isDevelopment() ? check : undefined;
  return `${appOrigin}${authPagePath(page, { target, error: reason, check: shown })}`;
}

async function recordStart(state: string | null): Promise<void> {
  if (state === null) return;
  await recordEvent("sign_in_started", { correlationId: correlationOfState(state) });
}
