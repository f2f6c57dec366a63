import "server-only";
import { getEnv } from "@/lib/env/env";

/** @returns where a provider sends the browser back to. It must be registered there. */
export function redirectUriOf(providerId: string): string {
  return `${getEnv().appOrigin}/api/auth/callback/${providerId}`;
}

/** @returns the page that explains a failed sign-in. */
export function errorPage(code: string): string {
  return `${getEnv().appOrigin}/auth-error?error=${code}`;
}
