import type { Application } from "./applications.ts";

/**
 * OpenID Connect Core sections 5.4 and 11: they select claims about the person and are left out of the `scope` of a
 * token response.
 */
const OPENID_SCOPES = ["openid", "profile", "email", "address", "phone", "offline_access"];

/**
 * @param scope as requested from /authorize
 * @returns the scopes of it that the application may grant, separated by spaces
 */
export function resourceScopesOf({ allowedScopes }: Application, scope: string): string {
  return scope
    .split(" ")
    .filter((name) => allowedScopes.includes(name))
    .join(" ");
}

/** @returns the first scope that neither OpenID Connect knows nor the application may grant, if any. */
export function unknownScope({ allowedScopes }: Application, scope: string): string | undefined {
  return scope
    .split(" ")
    .find((name) => !OPENID_SCOPES.includes(name) && !allowedScopes.includes(name));
}
