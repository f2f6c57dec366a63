/** Where a signed-in person lands when nothing else was asked for. */
export const DEFAULT_PATH = "/account";

const PLACEHOLDER_ORIGIN = "https://app.invalid";

/**
 * Keeps redirects on our own pages.
 *
 * @param target a path as sent by a form or query
 * @returns path, query and fragment when the target is a path of this app, else `/account`
 */
export function safeRedirectPath(target: unknown): string {
  if (typeof target !== "string" || !URL.canParse(target, PLACEHOLDER_ORIGIN)) return DEFAULT_PATH;
  // The URL parser drops tabs and line breaks, reads "\" as "/" and resolves "..", as browsers do.
  const { origin, pathname, search, hash } = new URL(target, PLACEHOLDER_ORIGIN);
  const isOwn = target.startsWith("/") && origin === PLACEHOLDER_ORIGIN;
  return isOwn && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : DEFAULT_PATH;
}
