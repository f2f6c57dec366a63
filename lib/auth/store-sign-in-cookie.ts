import "server-only";
import type { cookies } from "next/headers";
import { authCookieOptions } from "@/lib/auth/cookies/auth-cookies";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import {
  beginSignIn,
  checkNames,
  SIGN_IN_LIFETIME_SECONDS,
} from "@/lib/auth/cookies/sign-in-cookie";
import { getEnv } from "@/lib/env/env";

type Jar = Awaited<ReturnType<typeof cookies>>;

/**
 * Replaces the cookies that Auth.js has just set by one cookie for this sign-in.
 *
 * @param jar cookies of the request, including those that Auth.js has set
 * @param target where the user lands after signing in
 */
export async function storeSignInCookie(jar: Jar, target: string): Promise<void> {
  const { appOrigin } = getEnv();
  const options = authCookieOptions(appOrigin);
  const all = jar.getAll();
  const changes = await beginSignIn(all, target, all);
  const replaced = [...checkNames(), authCookieNames(appOrigin).callbackUrl];
  for (const { name, value } of [...changes, ...replaced.map((name) => ({ name, value: null }))]) {
    const maxAge = value === null ? 0 : SIGN_IN_LIFETIME_SECONDS;
    jar.set({ ...options, name, value: value ?? "", maxAge });
  }
}
