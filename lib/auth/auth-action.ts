import "server-only";
import { isAuthJsCode } from "@/lib/auth/auth-js-codes";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { issuerOf } from "@/lib/providers/providers";
import { authPagePath, postSignInPath } from "@/lib/redirect-path";

const BASE_PATH = "/api/auth/";

/** The action and the provider in the path of a request for Auth.js. */
export type AuthAction = { name: string; provider: string | null; isKnownProvider: boolean };

/** @param pathname of a request of `/api/auth/*` */
export function authActionOf(pathname: string): AuthAction {
  const [name = "", provider = null, ...rest] = pathname.replace(BASE_PATH, "").split("/");
  const isKnownProvider = provider !== null && rest.length === 0 && issuerOf(provider) !== null;
  return { name, provider, isKnownProvider };
}

/** The actions that Auth.js answers with JSON. */
const JSON_ACTIONS = ["session", "csrf", "providers"];

/**
 * Redirects requests that Auth.js cannot answer. Auth.js reports them as a configuration error, but they are old links,
 * or programs that check whether an address exists.
 *
 * @returns the path to redirect to, or null when Auth.js can answer the request
 * @throws Failure `not_found` or `method_not_allowed` for a request that only a program can send
 */
export function fallbackRedirect({ method, url }: Pick<Request, "method" | "url">): string | null {
  const { pathname, searchParams } = new URL(url);
  const action = authActionOf(pathname);
  return method === "POST"
    ? fallbackRedirectOfPost(action)
    : fallbackRedirectOfGet(action, method, searchParams);
}

function fallbackRedirectOfGet(
  { name, provider, isKnownProvider }: AuthAction,
  method: string,
  query: URLSearchParams,
): string | null {
  if (JSON_ACTIONS.includes(name) && provider === null) return null;
  const isCallback = name === "callback" && isKnownProvider && method === "GET";
  if (isCallback && isAuthorizationResponse(query)) return null;
  if (name === "signout") return "/account";
  if (name === "error") return authPagePath("/auth-error", { error: knownCode(query) });
  return signInPage(query);
}

function fallbackRedirectOfPost({ name, provider, isKnownProvider }: AuthAction): string | null {
  if ((name === "session" || name === "signout") && provider === null) return null;
  if (name === "signin" && isKnownProvider) return null;
  if (name === "signin") return signInPage(new URLSearchParams());
  if (name === "callback" || JSON_ACTIONS.includes(name) || name === "error") {
    throw new Failure("method_not_allowed");
  }
  throw new Failure("not_found");
}

/** An authorization response has at least one of these parameters (RFC 6749 sections 4.1.2 and 4.1.2.1). */
function isAuthorizationResponse(query: URLSearchParams): boolean {
  return ["code", "error", "state"].some((name) => query.has(name));
}

function signInPage(query: URLSearchParams): string {
  const wanted = query.get("callbackUrl") ?? query.get("redirectTo");
  const target = postSignInPath(wanted, getEnv().appOrigin);
  const page = authPagePath("/sign-in", { target, error: knownCode(query) });
  // On its sign-in page, Auth.js names this parameter `callbackUrl`.
  return page.replace("redirectTo=", "callbackUrl=");
}

/** Anyone can put any text into a link, so only a known code is passed on. */
function knownCode(query: URLSearchParams): string | undefined {
  const code = query.get("error");
  return isAuthJsCode(code) ? code : undefined;
}
