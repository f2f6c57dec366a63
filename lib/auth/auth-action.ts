import "server-only";
import { isAuthJsCode } from "@/lib/auth/auth-js-codes";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { issuerOf } from "@/lib/providers/providers";
import { authPagePath, postSignInPath } from "@/lib/redirect-path";

const BASE_PATH = "/api/auth/";

/** What is asked of Auth.js: the address below its base path, in its parts. */
export type AuthAction = { name: string; provider: string | null; isKnownProvider: boolean };

/** @param pathname of a request of `/api/auth/*` */
export function authActionOf(pathname: string): AuthAction {
  const [name = "", provider = null, ...rest] = pathname.replace(BASE_PATH, "").split("/");
  const isKnownProvider = provider !== null && rest.length === 0 && issuerOf(provider) !== null;
  return { name, provider, isKnownProvider };
}

/** What Auth.js answers scripts with. */
const READ_BY_SCRIPTS = ["session", "csrf", "providers"];

/**
 * Auth.js turns away what it has no page for, as a failure of the configuration. A person who follows an old link, or a
 * program that looks whether an address is there, is led on instead.
 *
 * @returns the path that the request leads to; null when it is one that Auth.js answers
 * @throws Failure `not_found` or `method_not_allowed` for a request that only a program can send
 */
export function fallbackRedirect({ method, url }: Pick<Request, "method" | "url">): string | null {
  const { pathname, searchParams } = new URL(url);
  const action = authActionOf(pathname);
  return method === "POST" ? detourOfPost(action) : detourOfGet(action, method, searchParams);
}

function detourOfGet(
  { name, provider, isKnownProvider }: AuthAction,
  method: string,
  query: URLSearchParams,
): string | null {
  if (READ_BY_SCRIPTS.includes(name) && provider === null) return null;
  if (name === "callback" && isKnownProvider && method === "GET" && isAnswer(query)) return null;
  if (name === "signout") return "/account";
  if (name === "error") return authPagePath("/auth-error", { error: knownCode(query) });
  return signInPage(query);
}

function detourOfPost({ name, provider, isKnownProvider }: AuthAction): string | null {
  if ((name === "session" || name === "signout") && provider === null) return null;
  if (name === "signin" && isKnownProvider) return null;
  if (name === "signin") return signInPage(new URLSearchParams());
  if (name === "callback" || READ_BY_SCRIPTS.includes(name) || name === "error") {
    throw new Failure("method_not_allowed");
  }
  throw new Failure("not_found");
}

/** What an issuer sends back has at least one of these (RFC 6749 sections 4.1.2 and 4.1.2.1). */
function isAnswer(query: URLSearchParams): boolean {
  return ["code", "error", "state"].some((name) => query.has(name));
}

function signInPage(query: URLSearchParams): string {
  const wanted = query.get("callbackUrl") ?? query.get("redirectTo");
  const target = postSignInPath(wanted, getEnv().appOrigin);
  const page = authPagePath("/sign-in", { target, error: knownCode(query) });
  // The name that Auth.js gives it here.
  return page.replace("redirectTo=", "callbackUrl=");
}

/** Anybody can write an address, so a word in it counts only where it is one of the known ones. */
function knownCode(query: URLSearchParams): string | undefined {
  const code = query.get("error");
  return isAuthJsCode(code) ? code : undefined;
}
