import { postSignInPath } from "@/lib/redirect-path";

/** Set by `proxy.ts`. Next.js passes a page its path, but not the functions that the page calls. */
export const REQUESTED_PATH_HEADER = "x-requested-path";

/**
 * @param headers of the current request
 * @returns path and query of the requested page, or `/account` when the proxy did not set them
 */
export function requestedPath(headers: Headers): string {
  return postSignInPath(headers.get(REQUESTED_PATH_HEADER));
}
