import "server-only";
import { randomUUID } from "node:crypto";
import type { NextAuthConfig } from "next-auth";
import { cookiesOf, decodedValue } from "@/lib/auth/cookie-header";
import { authCookieNames } from "@/lib/auth/cookie-names";

/** Of every cookie that Auth.js sets. */
export function authCookieOptions(appOrigin: string) {
  const secure = appOrigin.startsWith("https:");
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

/**
 * @param appOrigin where people reach the app
 * @param received headers of the request that Auth.js is to look at
 * @returns the cookies under our names, as Auth.js wants them described
 */
export function authCookies(appOrigin: string, received: Headers): NextAuthConfig["cookies"] {
  const options = authCookieOptions(appOrigin);
  const names = authCookieNames(appOrigin);
  const named = { ...names, callbackUrl: callbackUrlName(names.callbackUrl, received, appOrigin) };
  return Object.fromEntries(Object.entries(named).map(([key, name]) => [key, { name, options }]));
}

/** Auth.js answers every request with an error when this cookie holds no address, so such a one is left alone. */
function callbackUrlName(name: string, received: Headers, appOrigin: string): string {
  const sent = cookiesOf(received).find((cookie) => cookie.name === name);
  if (!sent) return name;
  const target = decodedValue(sent);
  const isOwn = URL.canParse(target) && new URL(target).origin === appOrigin;
  return isOwn ? name : `${name}.${randomUUID()}`;
}
