import { firstOf } from "@/lib/first-of";

/** Where a user lands after signing in when no other page was requested. */
export const DEFAULT_PATH = "/account";

const PLACEHOLDER_ORIGIN = "https://app.invalid";

const SIGN_IN_PAGE = "/sign-in";
/** Pages that are part of signing in. A user who has signed in must not be sent back to one of them. */
const AUTH_PAGES = [SIGN_IN_PAGE, "/auth-error", "/bi-authenticate", "/bind"];

/**
 * Keeps redirects on pages of this app.
 *
 * @param targets a path, or an absolute address of this app, as sent by a form or query. Of several, the first counts.
 * @param ownOrigin origin of the app. Without it, every absolute address is rejected.
 * @returns path, query and fragment when the target is a path of this app, else `/account`
 */
export function safeRedirectPath(targets: unknown, ownOrigin?: string): string {
  const target = firstOf(targets);
  if (typeof target !== "string") return DEFAULT_PATH;
  const path = withoutOrigin(target, ownOrigin);
  if (!URL.canParse(path, PLACEHOLDER_ORIGIN)) return DEFAULT_PATH;
  // The URL parser drops tabs and line breaks, reads "\" as "/" and resolves "..", as browsers do.
  const { origin, pathname, search, hash } = new URL(path, PLACEHOLDER_ORIGIN);
  const isOwn = path.startsWith("/") && origin === PLACEHOLDER_ORIGIN;
  return isOwn && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : DEFAULT_PATH;
}

function withoutOrigin(target: string, ownOrigin: string | undefined): string {
  if (ownOrigin === undefined || !URL.canParse(target)) return target;
  const { origin, pathname, search, hash } = new URL(target);
  return origin === ownOrigin ? `${pathname}${search}${hash}` : target;
}

/**
 * Decides where a user lands after signing in, always on a page of this app. When the target is a page of the sign-in
 * itself, the redirect target in that page's query counts instead. The sign-in page without such a target is allowed,
 * because it shows who is signed in.
 *
 * @param target a path or address, as sent by a form or query
 * @param ownOrigin origin of the app. Without it, every absolute address is rejected.
 * @returns path, query and fragment
 */
export function postSignInPath(target: unknown, ownOrigin?: string): string {
  const path = safeRedirectPath(target, ownOrigin);
  const { pathname, searchParams } = new URL(path, PLACEHOLDER_ORIGIN);
  if (!AUTH_PAGES.includes(pathname)) return path;
  const nested = searchParams.get("redirectTo") ?? searchParams.get("callbackUrl");
  if (nested === null && pathname === SIGN_IN_PAGE) return path;
  const next = safeRedirectPath(nested, ownOrigin);
  return AUTH_PAGES.includes(new URL(next, PLACEHOLDER_ORIGIN).pathname) ? DEFAULT_PATH : next;
}

/**
 * @param options.target where the user was going, and lands after signing in
 * @param options.error code of the failure that the page explains
 * @param options.check check of `npm run doctor` that the page names in development
 * @returns path and query of the sign-in page or the error page
 */
export function authPagePath(
  page: "/sign-in" | "/auth-error",
  {
    target = DEFAULT_PATH,
    error,
    check,
  }: { target?: string; error?: string | undefined; check?: string | undefined },
): string {
  const query = new URLSearchParams();
  if (error !== undefined) query.set("error", error);
  if (check !== undefined) query.set("check", check);
  if (target !== DEFAULT_PATH) query.set("redirectTo", target);
  return query.size === 0 ? page : `${page}?${query}`;
}
