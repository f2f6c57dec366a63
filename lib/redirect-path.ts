import { firstOf } from "@/lib/first-of";

/** Where a signed-in person lands when nothing else was asked for. */
export const DEFAULT_PATH = "/account";

const PLACEHOLDER_ORIGIN = "https://app.invalid";

/** Pages on the way to a session. Landing on one of them would be a detour. */
const SIGN_IN_PAGE = "/sign-in";
const ON_THE_WAY = [SIGN_IN_PAGE, "/auth-error", "/bi-authenticate", "/bind"];

/**
 * Keeps redirects on our own pages.
 *
 * @param targets a path, or an absolute address of our own, as sent by a form or query; of several, the first counts
 * @param ownOrigin where people reach the app; without it, absolute addresses are all foreign
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
 * The same, for where a sign-in shall end. A page that is itself on the way to a session gives way to the place that it
 * was leading to. The sign-in page itself, which says who is signed in, may be a place to land.
 *
 * @returns a path of this app
 */
export function postSignInPath(target: unknown, ownOrigin?: string): string {
  const path = safeRedirectPath(target, ownOrigin);
  const { pathname, searchParams } = new URL(path, PLACEHOLDER_ORIGIN);
  if (!ON_THE_WAY.includes(pathname)) return path;
  const further = searchParams.get("redirectTo") ?? searchParams.get("callbackUrl");
  if (further === null && pathname === SIGN_IN_PAGE) return path;
  const next = safeRedirectPath(further, ownOrigin);
  return ON_THE_WAY.includes(new URL(next, PLACEHOLDER_ORIGIN).pathname) ? DEFAULT_PATH : next;
}

/**
 * @param page a page on the way to a session
 * @param options.target where the person was going
 * @param options.error code of what to explain there
 * @returns path and query of that page, from which the way goes on to the target
 */
export function authPagePath(
  page: "/sign-in" | "/auth-error",
  { target = DEFAULT_PATH, error }: { target?: string; error?: string | undefined },
): string {
  const query = new URLSearchParams();
  if (error !== undefined) query.set("error", error);
  if (target !== DEFAULT_PATH) query.set("redirectTo", target);
  return query.size === 0 ? page : `${page}?${query}`;
}
