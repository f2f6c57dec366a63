import { AUTHENTICATE_PATH } from "../beyond-identity/authenticate-path";
import { PASSKEY_PROVIDER_ID } from "../providers/passkey-provider-id";

/** Where the cloud redirects to: with a sign-in, and with a refusal. */
const TARGETS = [AUTHENTICATE_PATH, `/api/auth/callback/${PASSKEY_PROVIDER_ID}`];

/**
 * Matches a script of this app that has followed the cloud's redirect to here. It needs the address alone, so any small
 * answer will do. Rendering the page would only take time, and Auth.js would report a callback without cookies. After a
 * redirect by another origin, browsers send `Origin: null` (Fetch, "redirect-taint" of a request). A page view has none.
 */
const followed = TARGETS.map((source) => ({
  source,
  has: [{ type: "header" as const, key: "origin", value: "null" }],
  missing: [{ type: "header" as const, key: "sec-fetch-mode", value: "navigate" }],
}));

export const followedRedirectRewrites = followed.map((rule) => ({
  ...rule,
  destination: "/api/health",
}));

/** Without it the script may not even read the address. Every origin may, because the answer is the same for everyone. */
export const followedRedirectHeaders = followed.map((rule) => ({
  ...rule,
  headers: [{ key: "Access-Control-Allow-Origin", value: "*" }],
}));
