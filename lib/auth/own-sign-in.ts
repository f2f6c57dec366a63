import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { NextAuthResult } from "next-auth";
import { storeSignInCookie } from "@/lib/auth/store-sign-in-cookie";
import { getEnv } from "@/lib/env/env";
import { postSignInPath } from "@/lib/redirect-path";

/** `redirect: false` returns the address instead of redirecting to it. */
type SignInOptions = { redirectTo?: string; redirect?: boolean };

/** The `signIn` that `auth.ts` exports. */
export type OwnSignIn = (
  provider: string,
  options?: SignInOptions,
  parameters?: Record<string, string>,
) => Promise<string>;

/**
 * Wraps Auth.js's `signIn` for server actions and routes. Each sign-in gets its own cookie, so a second tab does not break the
 * first. The cookie also holds the epoch, so that the callback is refused when all access to the account was revoked
 * meanwhile.
 *
 * @param begin the `signIn` of Auth.js
 * @returns a function that redirects, or returns the address with `redirect: false`. Its last parameter is added to the
 * authorization request.
 */
export function ownSignIn(begin: NextAuthResult["signIn"]): OwnSignIn {
  return async (provider, options = {}, parameters = {}) => {
    const target = postSignInPath(options.redirectTo, getEnv().appOrigin);
    const address: string = await begin(
      provider,
      { redirectTo: target, redirect: false },
      parameters,
    );
    await storeSignInCookie(await cookies(), target);
    if (options.redirect ?? true) redirect(address);
    return address;
  };
}
