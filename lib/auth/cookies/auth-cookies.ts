import "server-only";
import type { NextAuthConfig } from "next-auth";
import { cookiesOf, decodedValue } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";

/** The attributes of every cookie that Auth.js sets. */
export function authCookieOptions(appOrigin: string) {
  const secure = appOrigin.startsWith("https:");
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

/**
 * @param value null removes the cookie
 * @param maxAgeSeconds how long the browser keeps it
 * @returns a `Set-Cookie` line (RFC 6265 section 4.1)
 */
export function setCookieLine(
  name: string,
  value: string | null,
  maxAgeSeconds: number,
  appOrigin: string,
): string {
  const kept = value === null ? "; Max-Age=0" : `; Max-Age=${maxAgeSeconds}`;
  const secure = authCookieOptions(appOrigin).secure ? "; Secure" : "";
  return `${name}=${value ?? ""}; Path=/${kept}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * @param appOrigin where users reach the app
 * @param received headers of the request that Auth.js answers
 * @returns the cookie options for Auth.js, with this app's names
 */
export function authCookies(appOrigin: string, received: Headers): NextAuthConfig["cookies"] {
  const options = authCookieOptions(appOrigin);
  const names = authCookieNames(appOrigin);
  const { signIn: _, ...ofAuthJs } = names;
  const named = {
    ...ofAuthJs,
    callbackUrl: callbackUrlName(names.callbackUrl, received, appOrigin),
  };
  return Object.fromEntries(Object.entries(named).map(([key, name]) => [key, { name, options }]));
}

/**
 * Auth.js answers every request with an error when this cookie does not hold an address. Then it gets a name that no
 * cookie has.
 */
function callbackUrlName(name: string, received: Headers, appOrigin: string): string {
  const sent = cookiesOf(received).find((cookie) => cookie.name === name);
  if (!sent) return name;
  const target = decodedValue(sent);
  const isOwn = URL.canParse(target) && new URL(target).origin === appOrigin;
  return isOwn ? name : `${name}.unread`;
}
