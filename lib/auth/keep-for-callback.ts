import "server-only";
import type { cookies } from "next/headers";
import { authCookieOptions } from "@/lib/auth/auth-cookies";
import { authCookieNames } from "@/lib/auth/cookie-names";
import {
  beginnings,
  checkNames,
  ownName,
  SIGN_IN_LIFETIME_SECONDS,
} from "@/lib/auth/sign-in-cookies";
import { getEnv } from "@/lib/env";

type Jar = Awaited<ReturnType<typeof cookies>>;

/**
 * Gives the cookies that Auth.js has just set, for a sign-in that a server action begins, the names of that sign-in.
 *
 * @param jar cookies of the request, with what Auth.js has set
 * @param address of the issuer, where the sign-in goes on; that of a page of ours when it could not begin
 * @param target where it is to land
 */
export function keepForCallback(jar: Jar, address: string, target: string): void {
  const { appOrigin } = getEnv();
  const state = new URL(address, appOrigin).searchParams.get("state");
  if (state === null) return;
  const { callbackUrl } = authCookieNames(appOrigin);
  const sent = jar.getAll();
  const options = { ...authCookieOptions(appOrigin), maxAge: SIGN_IN_LIFETIME_SECONDS };
  const remove = (name: string) => jar.set({ ...options, name, value: "", maxAge: 0 });
  for (const name of checkNames()) {
    const check = jar.get(name);
    if (!check) continue;
    jar.set({ ...options, name: ownName(name, state), value: check.value });
    remove(name);
  }
  remove(callbackUrl);
  for (const { name, value } of beginnings(sent, state, target)) {
    if (value === null) remove(name);
    else jar.set({ ...options, name, value });
  }
}
