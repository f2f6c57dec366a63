import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { NextAuthResult } from "next-auth";
import { storeSignInCookie } from "@/lib/auth/store-sign-in-cookie";
import { getEnv } from "@/lib/env/env";
import { postSignInPath } from "@/lib/redirect-path";

/** @param options.redirect false to stay, and to get the address to go to instead */
type SignInOptions = { redirectTo?: string; redirect?: boolean };

/** Auth.js's `signIn`, as `auth.ts` exports it. */
export type OwnSignIn = (
  provider: string,
  options?: SignInOptions,
  parameters?: Record<string, string>,
) => Promise<string>;

/**
 * Auth.js's `signIn`, for server actions, with one cookie for each sign-in: a second tab takes nothing from the first, and
 * what closes the ways into the account meanwhile is noticed.
 *
 * @param begin Auth.js's own
 * @returns a function that returns the address to go to, where the caller did not want to be led there; its last parameter
 * is added to the authorization request
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
