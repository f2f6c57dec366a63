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
import { getEnv, isDevelopment } from "@/lib/env/env";
import type { Failure } from "@/lib/failure";
import { answerWithProblem, failureOf } from "@/lib/http/problem";
import { inSpan } from "@/lib/in-span";
import { logThrottled } from "@/lib/log-throttled";
import { withSharedDiscovery } from "@/lib/oidc/shared-discovery";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { authPagePath, DEFAULT_PATH, postSignInPath } from "@/lib/redirect-path";
import { withRequestContext } from "@/lib/request/request-context";
import { requireSameOrigin } from "@/lib/request/same-origin";

type Handle = (request: NextRequest) => Promise<Response>;

/**
 * Lets Auth.js answer a request for `/api/auth/*`, within the rate limits, and explains its failures. When the database
 * fails, the response is a server error and the session cookie stays.
 */
export function answerAuthRequest(request: NextRequest, handle: Handle): Promise<Response> {
  const state = request.nextUrl.searchParams.get("state");
  const answer = async () => {
    const destination = { target: DEFAULT_PATH };
    try {
      if (request.method === "POST") requireSameOrigin(request.headers);
      const fallback = fallbackRedirect(request);
      if (fallback !== null) return redirectTo(request, fallback);
      const form = request.method === "POST" ? await readAuthForm(request) : null;
      const response = await withSessionLookup(() =>
        dispatch({ request, form, handle, destination }),
      );
      return request.method === "HEAD" ? new Response(null, response) : response;
    } catch (error) {
      return failureResponse(request, error, destination.target);
    }
  };
  return withRequestContext(request.headers, answer, state);
}

/** Where the user lands after signing in, set as soon as it is known. The error page needs it too. */
type Destination = { target: string };

/** A request for Auth.js, with what is needed to answer it. */
type AuthRequest = {
  request: NextRequest;
  form: AuthForm | null;
  handle: Handle;
  destination: Destination;
};

async function dispatch(authRequest: AuthRequest): Promise<Response> {
  const { request, form, handle } = authRequest;
  const { name } = authActionOf(request.nextUrl.pathname);
  if (name === "signin") return inSpan("begin sign-in", {}, () => answerSignIn(authRequest));
  if (name === "callback") return inSpan("finish sign-in", {}, () => answerCallback(authRequest));
  const response = await handle(await requestForAuth(request, form?.text ?? null));
  return responseForBrowser(response, cookiesOf(request.headers), null);
}

async function answerSignIn({
  request,
  form,
  handle,
  destination,
}: AuthRequest): Promise<Response> {
  const wanted = form?.fields.callbackUrl ?? request.nextUrl.searchParams.get("callbackUrl");
  const target = postSignInPath(wanted, getEnv().appOrigin);
  destination.target = target;
  await limitByAddress("sign_in");
  const forAuth = await requestForAuth(request, form?.text ?? null);
  const { response } = await withAuthAttempt({ headers: request.headers, target }, () =>
    handle(forAuth),
  );
  return responseForBrowser(response, cookiesOf(request.headers), { step: "begins", target });
}

async function answerCallback({ request, handle, destination }: AuthRequest): Promise<Response> {
  const { headers, nextUrl } = request;
  const sent = cookiesOf(headers);
  const state = nextUrl.searchParams.get("state") ?? "";
  const signIn = await signInOf(sent, state);
  destination.target = targetOf(signIn);
  if (!signIn || repeatsParameter(nextUrl.searchParams)) return rejectCallback(request, state);
  await limitByAddress("callback");
  const response = await answerCallbackOnce(signIn, headers, async () => {
    const forAuth = await requestForAuth(request, null, signIn);
    const { target, epoch } = signIn;
    return withAuthAttempt({ headers, target, epoch }, () =>
      withSharedDiscovery(() => handle(forAuth)),
    );
  });
  if (!response) return rejectCallback(request, state);
  return responseForBrowser(response, sent, { step: "ends", state });
}

/** A response parameter must not be repeated (RFC 6749 section 3.1). Auth.js would use the last one. */
function repeatsParameter(query: URLSearchParams): boolean {
  return [...query.keys()].length > new Set(query.keys()).size;
}

/**
 * Rejects a callback that belongs to no sign-in in this browser, or is ambiguous. Anyone can send one, so it causes no write to the
 * database, no call to the cloud, and does not count against a rate limit.
 */
function rejectCallback(request: NextRequest, state: string): Promise<Response> {
  const error = "sign_in_interrupted";
  const check = "cookies";
  logThrottled("sign_in_failed", error, { reason: error, check });
  const shown = isDevelopment() ? check : undefined;
  const page = redirectTo(request, authPagePath("/auth-error", { error, check: shown }));
  return responseForBrowser(page, cookiesOf(request.headers), { step: "ends", state });
}

function redirectTo(request: NextRequest, path: string): Response {
  const address = `${getEnv().appOrigin}${path}`;
  const headers = { "cache-control": "no-store" };
  if (wantsJsonRedirect(request.headers)) return Response.json({ url: address }, { headers });
  return new Response(null, { status: 302, headers: { ...headers, location: address } });
}

function failureResponse({ headers }: NextRequest, error: unknown, target: string): Response {
  const problem = failureOf(error);
  const page = authPagePath("/auth-error", { target, error: problem.code });
  if (wantsJsonRedirect(headers)) {
    return answerWithProblem(problem, { url: `${getEnv().appOrigin}${page}` });
  }
  const isNavigation = headers.get("accept")?.includes("text/html") === true;
  return isNavigation ? failurePage(problem, page) : answerWithProblem(problem);
}

/**
 * A browser displays the body of an error response. The `Refresh` header sends it on to the error page, which explains
 * more.
 */
function failurePage({ status, detail, retryAfterSeconds }: Failure, page: string): Response {
  const headers = new Headers({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    refresh: `0; url=${page}`,
  });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(`${detail}\n`, { status, headers });
}
