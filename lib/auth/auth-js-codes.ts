/** Error codes that Auth.js itself passes to its error and sign-in pages. */
const AUTH_JS_CODES = [
  "Configuration",
  "AccessDenied",
  "Verification",
  "OAuthSignInError",
  "OAuthCallbackError",
  "OAuthAccountNotLinked",
  "MissingCSRF",
  "SessionRequired",
] as const;

export type AuthJsCode = (typeof AUTH_JS_CODES)[number];

/** @returns whether a text is one of the error codes of Auth.js. */
export function isAuthJsCode(text: unknown): text is AuthJsCode {
  return AUTH_JS_CODES.some((code) => code === text);
}
