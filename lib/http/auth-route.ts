import "server-only";
import type { NextRequest } from "next/server";
import { answerForBrowser } from "@/lib/auth/answer-for-browser";
import { authActionOf, detourOf } from "@/lib/auth/auth-action";
import { answerCallbackOnce } from "@/lib/auth/callback-once";
import { cookiesOf } from "@/lib/auth/cookie-header";
import { requestForAuth } from "@/lib/auth/request-for-auth";
import { type SignIn, signInOf, targetOf } from "@/lib/auth/sign-in-cookie";
import { wantsAddress, withAuthAttempt } from "@/lib/auth-attempt";
import { getEnv } from "@/lib/env";
import { HttpError } from "@/lib/http/http-error";
import { answerWithProblem, type Problem, problemOf } from "@/lib/http/problem";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { DEFAULT_PATH, landingPath, onTheWay } from "@/lib/redirect-path";
import { withRequestContext } from "@/lib/request-context";
import { requireThat } from "@/lib/require-that";
import { withSessionLookup } from "@/lib/sessions/session-lookup";

const MOST_BYTES = 64 * 1024;

type Handle = (request: NextRequest) => Promise<Response>;

/**
 * Lets Auth.js answer a request of `/api/auth/*`, within the rate limits, and explains its failures. A database that
 * fails is a problem of the server's; the cookie stays as it is.
 */
export function answerAuthRequest(request: NextRequest, handle: Handle): Promise<Response> {
  const state = request.nextUrl.searchParams.get("state");
  const answer = async () => {
    const place = { target: DEFAULT_PATH };
    try {
      if (request.method === "POST") requireSmallForm(request.headers);
      const detour = detourOf(request);
      if (detour !== null) return leadTo(request, detour);
      const answered = await withSessionLookup(() => route(request, handle, place));
      return request.method === "HEAD" ? new Response(null, answered) : answered;
    } catch (error) {
      return refusal(request, error, place.target);
    }
  };
  return withRequestContext(request.headers, answer, state);
}

/** No form of Auth.js is large, and it reads them whole. */
function requireSmallForm(headers: Headers): void {
  requireSameOrigin(headers);
  const length = Number(headers.get("content-length") ?? 0);
  const tooLarge = () => new HttpError(413, "body_too_large", "This form is too large.");
  requireThat(length <= MOST_BYTES, tooLarge);
}

/** Where the person was going, as soon as that is known: a failure must not lose it. */
type Place = { target: string };

async function route(request: NextRequest, handle: Handle, place: Place): Promise<Response> {
  const { name } = authActionOf(request.nextUrl.pathname);
  if (name === "signin") return begin(request, handle, place);
  if (name === "callback") return end(request, handle, place);
  const response = await handle(await requestForAuth(request));
  return answerForBrowser(response, cookiesOf(request.headers), null);
}

async function begin(request: NextRequest, handle: Handle, place: Place): Promise<Response> {
  const form = new URLSearchParams(await request.clone().text());
  const target = landingPath(form.get("callbackUrl"), getEnv().appOrigin);
  place.target = target;
  await limitByAddress("sign_in");
  const forAuth = await requestForAuth(request);
  const { response } = await withAuthAttempt(request.headers, target, () => handle(forAuth));
  return answerForBrowser(response, cookiesOf(request.headers), { step: "begins", target });
}

async function end(request: NextRequest, handle: Handle, place: Place): Promise<Response> {
  const { headers, nextUrl } = request;
  const sent = cookiesOf(headers);
  const state = nextUrl.searchParams.get("state") ?? "";
  const signIn = await signInOf(sent, state);
  place.target = targetOf(signIn);
  await limitByAddress("callback");
  const attempt = (seen: SignIn | null) => async () => {
    const forAuth = await requestForAuth(request, seen);
    return withAuthAttempt(headers, place.target, () => handle(forAuth));
  };
  const response = signIn
    ? await answerCallbackOnce(signIn, { redeem: attempt(signIn), refuse: attempt(null) })
    : (await attempt(null)()).response;
  return answerForBrowser(response, sent, { step: "ends", state });
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
