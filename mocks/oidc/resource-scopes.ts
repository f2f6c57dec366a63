import { seed } from "../cloud/seed.ts";

/**
 * OpenID Connect Core sections 5.4 and 11: they select claims about the person and are left out of the `scope` of a
 * token response.
 */
const OPENID_SCOPES = ["openid", "profile", "email", "address", "phone", "offline_access"];

const RESOURCE_SCOPES: readonly string[] = seed.resourceServer.scopes;

/**
 * @param scope as requested from /authorize
 * @returns the scopes of it that the resource server knows, separated by spaces
 */
export function resourceScopesOf(scope: string): string {
  return scope
    .split(" ")
    .filter((name) => RESOURCE_SCOPES.includes(name))
    .join(" ");
}

/** @returns the first scope that neither OpenID Connect nor the resource server knows, if any. */
export function unknownScope(scope: string): string | undefined {
  return scope
    .split(" ")
    .find((name) => !OPENID_SCOPES.includes(name) && !RESOURCE_SCOPES.includes(name));
}
