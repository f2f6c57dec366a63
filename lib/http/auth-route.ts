import "server-only";
import type { NextRequest } from "next/server";
import { answerForBrowser, type SignInStep } from "@/lib/auth/answer-for-browser";
import { type AuthAction, authActionOf, detourOf } from "@/lib/auth/auth-action";
import { answerCallbackOnce } from "@/lib/auth/callback-once";
import { cookiesOf } from "@/lib/auth/cookie-header";
import { requestForAuth } from "@/lib/auth/request-for-auth";
import { targetOf } from "@/lib/auth/sign-in-cookies";
import { wantsAddress, withAuthAttempt } from "@/lib/auth-attempt";
import { getEnv } from "@/lib/env";
import { answerWithProblem, type Problem, problemOf } from "@/lib/http/problem";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { isProviderOrigin } from "@/lib/providers/providers";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { DEFAULT_PATH, landingPath, onTheWay } from "@/lib/redirect-path";
import { withRequestContext } from "@/lib/request-context";
import { withSessionLookup } from "@/lib/sessions/session-lookup";

type Handle = (request: NextRequest) => Promise<Response>;

/**
 * Lets Auth.js answer a request of `/api/auth/*`, within the rate limits, and explains its failures. A database that
 * fails is a problem of the server's; the cookie stays as it is.
 */
export function answerAuthRequest(request: NextRequest, handle: Handle): Promise<Response> {
  const state = request.nextUrl.searchParams.get("state");
  const answer = async () => {
    let target = DEFAULT_PATH;
    try {
      if (request.method === "POST") requireSameOrigin(request.headers);
      const detour = detourOf(request);
      if (detour !== null) return leadTo(request, detour);
      const action = authActionOf(request.nextUrl.pathname);
      target = await targetFor(request, action, state);
      const answered = await withSessionLookup(() => route(request, action, target, handle));
      return request.method === "HEAD" ? new Response(null, answered) : answered;
    } catch (error) {
      return refusal(request, error, target);
    }
  };
  return withRequestContext(request.headers, answer, state);
}

async function route(
  request: NextRequest,
  { name }: AuthAction,
  target: string,
  handle: Handle,
): Promise<Response> {
  if (name === "signin") return begin(request, target, handle);
  if (name === "callback") return end(request, target, handle);
  const response = await handle(await requestForAuth(request, null));
  return answerForBrowser(response, cookiesOf(request.headers), null);
}

async function begin(request: NextRequest, target: string, handle: Handle): Promise<Response> {
  await limitByAddress("sign_in");
  const forAuth = await requestForAuth(request, null);
  const { headers } = request;
  const { response, address } = await withAuthAttempt(headers, target, () => handle(forAuth));
  return answerForBrowser(response, cookiesOf(headers), beginningAt(address, target));
}

function beginningAt(address: string | null, target: string): SignInStep | null {
  if (address === null) return null;
  const { origin, searchParams } = new URL(address, getEnv().appOrigin);
  const state = searchParams.get("state");
  return state !== null && isProviderOrigin(origin) ? { step: "begins", state, target } : null;
}

async function end(request: NextRequest, target: string, handle: Handle): Promise<Response> {
  await limitByAddress("callback");
  const { headers, nextUrl } = request;
  const state = nextUrl.searchParams.get("state") ?? "";
  const attempt = (seen: string | null) => async () => {
    const forAuth = await requestForAuth(request, seen);
    return withAuthAttempt(headers, target, () => handle(forAuth));
  };
  const tries = { redeem: attempt(state), refuse: attempt(null) };
  const response = await answerCallbackOnce(headers, state, tries);
  return answerForBrowser(response, cookiesOf(headers), { step: "ends", state });
}

/** Where the person was going: a form says so when a sign-in begins, and a cookie has kept it when it ends. */
async function targetFor(
  request: NextRequest,
  { name }: AuthAction,
  state: string | null,
): Promise<string> {
  if (name === "callback") return targetOf(request.headers, state ?? "");
  if (name !== "signin") return DEFAULT_PATH;
  const form = new URLSearchParams(await request.clone().text());
  return landingPath(form.get("callbackUrl"), getEnv().appOrigin);
}

function leadTo(request: NextRequest, path: string): Response {
  const address = `${getEnv().appOrigin}${path}`;
  const headers = { "cache-control": "no-store" };
  if (wantsAddress(request.headers)) return Response.json({ url: address }, { headers });
  return new Response(null, { status: 302, headers: { ...headers, location: address } });
}

function refusal({ headers }: NextRequest, error: unknown, target: string): Response {
  const problem = problemOf(error);
  const page = onTheWay("/auth-error", { target, error: problem.code });
  if (wantsAddress(headers)) {
    return answerWithProblem(problem, { url: `${getEnv().appOrigin}${page}` });
  }
  const isNavigation = headers.get("accept")?.includes("text/html") === true;
  return isNavigation ? failurePage(problem, page) : answerWithProblem(problem);
}

/** A browser that follows a redirect shows what it gets: this leads it on to the page that explains. */
function failurePage({ status, detail, retryAfterSeconds }: Problem, page: string): Response {
  const headers = new Headers({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    refresh: `0; url=${page}`,
  });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(`${detail}\n`, { status, headers });
}
