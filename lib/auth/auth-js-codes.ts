/** Codes that Auth.js itself sends to its error and sign-in pages. */
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

/** @returns whether the text is one of them. */
export function isAuthJsCode(text: unknown): text is AuthJsCode {
  return AUTH_JS_CODES.some((code) => code === text);
}
