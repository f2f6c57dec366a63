import { AUTHENTICATE_PATH } from "../beyond-identity/authenticate-path";

/**
 * Matches a script of this app that has followed the cloud's redirect to here. It needs the address alone, so any small
 * answer will do, and rendering the page would only take time. After a redirect by another origin, browsers send
 * `Origin: null` (Fetch, "redirect-taint" of a request). A page view has no such header.
 */
const followed = {
  source: AUTHENTICATE_PATH,
  has: [{ type: "header" as const, key: "origin", value: "null" }],
};

export const followedRedirectRewrite = { ...followed, destination: "/api/health" };

/** Without it the script may not even read the address. Every origin may, because the answer is the same for everyone. */
export const followedRedirectHeaders = {
  ...followed,
  headers: [{ key: "Access-Control-Allow-Origin", value: "*" }],
};
