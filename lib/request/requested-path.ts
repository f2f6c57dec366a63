import { postSignInPath } from "@/lib/redirect-path";

/** Set by `proxy.ts`, because Next.js tells a page its path but no function that the page calls. */
export const REQUESTED_PATH_HEADER = "x-requested-path";

/**
 * @param headers of the request that is being answered
 * @returns the page that was asked for, with its query; `/account` where the proxy has not told
 */
export function requestedPath(headers: Headers): string {
  return postSignInPath(headers.get(REQUESTED_PATH_HEADER));
}
