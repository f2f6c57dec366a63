import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/audit";
import { getEnv } from "@/lib/env/env";
import type { FailureCode } from "@/lib/failure";
import { isProviderOrigin } from "@/lib/providers/providers";
import { authPagePath } from "@/lib/redirect-path";
import { correlationOfState } from "@/lib/request/request-context";

/** Why a sign-in ended without a session, as our error page explains it. */
export type AuthFailureCode =
  | FailureCode
  | "provider_error"
  | "id_token_invalid"
  | "sign_in_interrupted"
  | "sign_in_refused";

const ERROR_PAGE = "/auth-error";
/** Where Auth.js leads with failures that it takes for a person's own, such as saying no at the provider. */
const SIGN_IN_PAGE = "/sign-in";
const PAGES = [ERROR_PAGE, SIGN_IN_PAGE] as const;
const GENERIC_CODE = "Configuration";
/** Of a failure's code, Auth.js's or ours; an address that somebody asked to land on may hold anything. */
const CODE = /^\w{1,64}$/;

/** One request of a sign-in or sign-out on its way through Auth.js. */
type AuthAttempt = {
  /** Of the callback that the request is. */
  headers?: Headers;
  /** Of the sign-in that the request ends; without one, no session may come of it. */
  epoch?: number | undefined;
  failure?: AuthFailureCode;
  sessionId?: string;
};

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

/** @returns when the sign-in began that the request ends, by the count of closings; null outside one. */
export function attemptEpoch(): number | null {
  return current.getStore()?.epoch ?? null;
}

/** Remembers the session that the attempt has begun. */
export function noteStartedSession(sessionId: string): void {
  const attempt = current.getStore();
  if (attempt) attempt.sessionId = sessionId;
}

/** Has Auth.js answer scripts with the address to go to, as its own client asks it to. */
const RETURN_REDIRECT = "x-auth-return-redirect";

/** @returns whether the request comes from Auth.js's own client, which reads `{"url"}` out of every answer. */
export function wantsJsonRedirect(headers: Headers): boolean {
  return headers.has(RETURN_REDIRECT);
}

/** What Auth.js answered, and the session that it began. */
export type AttemptAnswer = { response: Response; sessionId: string | null };

const addressSchema = z.object({ url: z.string() });

/**
 * Runs one request of a sign-in. Auth.js reports nearly every failure as `Configuration`; where the cause was noted, the
 * address of the error page names it instead, in the redirect and in the body that Auth.js's own client reads. A failure is
 * written to the audit trail.
 *
 * @param target where the sign-in is to land, which a failure must not lose
 * @param epoch of the sign-in that the request ends
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
  const explained = await explainedAddress(address, attempt.failure, target);
  return { response: leadingTo(explained, response, headers), sessionId };
}

async function addressOf(response: Response, headers: Headers): Promise<string | null> {
  if (!wantsJsonRedirect(headers)) return response.headers.get("location");
  const body = await response
    .clone()
    .json()
    .catch(() => null);
  const told = addressSchema.safeParse(body).data?.url;
  return told ?? (response.ok ? null : `${ERROR_PAGE}?error=${GENERIC_CODE}`);
}

function leadingTo(address: string, { status, headers }: Response, received: Headers): Response {
  const explained = new Headers(headers);
  if (headers.has("location")) explained.set("location", address);
  if (!wantsJsonRedirect(received)) return new Response(null, { status, headers: explained });
  return Response.json({ url: address }, { status, headers: explained });
}

/** The same for a server action, which ends in the address to go to. */
export async function withAuthAttemptAddress(
  target: string,
  start: () => Promise<string>,
): Promise<string> {
  const attempt: AuthAttempt = {};
  return explainedAddress(await current.run(attempt, start), attempt.failure, target);
}

async function explainedAddress(
  location: string,
  failure: AuthFailureCode | undefined,
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
  return `${appOrigin}${authPagePath(page, { target, error: reason })}`;
}

async function recordStart(state: string | null): Promise<void> {
  if (state === null) return;
  await recordEvent("sign_in_started", { correlationId: correlationOfState(state) });
}
