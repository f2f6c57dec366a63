import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { type Check, fail, pass } from "../check.ts";
import { ofThisApp } from "./of-this-app.ts";

const PROXY_COOKIES =
  "Have the proxy pass Set-Cookie headers on as they are (no cookie path, domain or flag rules).";

export const cookies: Check = {
  id: "cookies",
  title: "The app's cookies arrive with their names and flags",
  why: "Browsers drop a changed cookie, or other sites can read or set it.",
  // The names of the cookies follow from the app's address.
  needs: ["app-answers", "app-address"],
  run: (subject) =>
    ofThisApp(subject, "/api/auth/csrf", ({ headers }) => {
      const origin = subject.environment.appUrl?.origin ?? "";
      const name = authCookieNames(origin).csrfToken;
      const line = headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
      if (!line) return fail(`no cookie ${name} arrives`, PROXY_COOKIES);
      const wrong = wrongFlag(line, origin.startsWith("https:"));
      return wrong ? fail(`the cookie ${name} ${wrong}`, PROXY_COOKIES) : pass(name);
    }),
};

/** @returns what a proxy changed (RFC 6265bis), or null */
function wrongFlag(line: string, isSecure: boolean): string | null {
  const flags = line
    .split(";")
    .slice(1)
    .map((flag) => flag.trim().toLowerCase());
  const needed = ["httponly", "samesite=lax", "path=/", ...(isSecure ? ["secure"] : [])];
  const lost = needed.find((flag) => !flags.includes(flag));
  if (lost) return `has no ${lost}`;
  return flags.some((flag) => flag.startsWith("domain=")) ? "has a domain" : null;
}
