import "server-only";
import type { NextRequest } from "next/server";
import { wantsJsonRedirect, withAuthAttempt } from "@/lib/auth/attempt";
import { authActionOf, fallbackRedirect } from "@/lib/auth/auth-action";
import { type AuthForm, readAuthForm } from "@/lib/auth/auth-form";
import { answerCallbackOnce } from "@/lib/auth/callback-once";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import { signInOf, targetOf } from "@/lib/auth/cookies/sign-in-cookie";
import { requestForAuth } from "@/lib/auth/request-for-auth";
import { responseForBrowser } from "@/lib/auth/response-for-browser";
import { withSessionLookup } from "@/lib/auth/session-lookup";
import { getEnv } from "@/lib/env/env";
import type { Failure } from "@/lib/failure";
import { answerWithProblem, failureOf } from "@/lib/http/problem";
import { logThrottled } from "@/lib/log-throttled";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { authPagePath, DEFAULT_PATH, postSignInPath } from "@/lib/redirect-path";
import { withRequestContext } from "@/lib/request/request-context";
import { requireSameOrigin } from "@/lib/request/same-origin";

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
      if (request.method === "POST") requireSameOrigin(request.headers);
      const detour = fallbackRedirect(request);
      if (detour !== null) return leadTo(request, detour);
      const form = request.method === "POST" ? await readAuthForm(request) : null;
      const answered = await withSessionLookup(() => route({ request, form, handle, place }));
      return request.method === "HEAD" ? new Response(null, answered) : answered;
    } catch (error) {
      return refusal(request, error, place.target);
    }
  };
  return withRequestContext(request.headers, answer, state);
}

/** Where the person was going, as soon as that is known: a failure must not lose it. */
type Place = { target: string };

/** One request on its way to Auth.js. */
type Passage = { request: NextRequest; form: AuthForm | null; handle: Handle; place: Place };

async function route(passage: Passage): Promise<Response> {
  const { request, form, handle } = passage;
  const { name } = authActionOf(request.nextUrl.pathname);
  if (name === "signin") return begin(passage);
  if (name === "callback") return end(passage);
  const response = await handle(await requestForAuth(request, form?.text ?? null));
  return responseForBrowser(response, cookiesOf(request.headers), null);
}

async function begin({ request, form, handle, place }: Passage): Promise<Response> {
  const wanted = form?.fields.callbackUrl ?? request.nextUrl.searchParams.get("callbackUrl");
  const target = postSignInPath(wanted, getEnv().appOrigin);
  place.target = target;
  await limitByAddress("sign_in");
  const forAuth = await requestForAuth(request, form?.text ?? null);
  const { response } = await withAuthAttempt({ headers: request.headers, target }, () =>
    handle(forAuth),
  );
  return responseForBrowser(response, cookiesOf(request.headers), { step: "begins", target });
}

async function end({ request, handle, place }: Passage): Promise<Response> {
  const { headers, nextUrl } = request;
  const sent = cookiesOf(headers);
  const state = nextUrl.searchParams.get("state") ?? "";
  const signIn = await signInOf(sent, state);
  place.target = targetOf(signIn);
  if (!signIn) return turnAway(request, state);
  await limitByAddress("callback");
  const response = await answerCallbackOnce(signIn, headers, async () => {
    const forAuth = await requestForAuth(request, null, signIn);
    const { target, epoch } = signIn;
    return withAuthAttempt({ headers, target, epoch }, () => handle(forAuth));
  });
  if (!response) return turnAway(request, state);
  return responseForBrowser(response, sent, { step: "ends", state });
}

/** Anybody can send a callback that belongs to no sign-in of theirs, so it costs no write, no call, and no place in a limit. */
function turnAway(request: NextRequest, state: string): Promise<Response> {
  const error = "sign_in_interrupted";
  logThrottled("sign_in_failed", error, { reason: error });
  const page = leadTo(request, authPagePath("/auth-error", { error }));
  return responseForBrowser(page, cookiesOf(request.headers), { step: "ends", state });
}

function leadTo(request: NextRequest, path: string): Response {
  const address = `${getEnv().appOrigin}${path}`;
  const headers = { "cache-control": "no-store" };
  if (wantsJsonRedirect(request.headers)) return Response.json({ url: address }, { headers });
  return new Response(null, { status: 302, headers: { ...headers, location: address } });
}

function refusal({ headers }: NextRequest, error: unknown, target: string): Response {
  const problem = failureOf(error);
  const page = authPagePath("/auth-error", { target, error: problem.code });
  if (wantsJsonRedirect(headers)) {
    return answerWithProblem(problem, { url: `${getEnv().appOrigin}${page}` });
  }
  const isNavigation = headers.get("accept")?.includes("text/html") === true;
  return isNavigation ? failurePage(problem, page) : answerWithProblem(problem);
}

/** A browser that follows a redirect shows what it gets: this leads it on to the page that explains. */
function failurePage({ status, detail, retryAfterSeconds }: Failure, page: string): Response {
  const headers = new Headers({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    refresh: `0; url=${page}`,
  });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(`${detail}\n`, { status, headers });
}
