import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { contentSecurityPolicy } from "@/lib/proxy/content-security-policy";

/** What a proxy in front of the app, or an app with another environment, changes. */
export type Changes = {
  health?: Response;
  /** The address that the app was started with. */
  startedAt?: string;
  cookie?: (line: string) => string;
  policy?: (policy: string) => string | null;
  /** How many of them append to `X-Forwarded-For`. */
  proxies?: number;
};

/** @returns what users get from the app, which says it in the app's own words */
export function appAnswer(
  url: URL,
  issuer: string,
  { health, startedAt = url.origin, cookie = same, policy = same, proxies = 1 }: Changes,
): Response {
  switch (url.pathname) {
    case "/api/health":
      return health?.clone() ?? Response.json({ status: "ok" });
    case "/api/auth/providers": {
      const callbackUrl = `${startedAt}/api/auth/callback/beyondidentity`;
      return Response.json({ beyondidentity: { id: "beyondidentity", callbackUrl } });
    }
    case "/api/auth/csrf": {
      const line = setCookieLine(authCookieNames(startedAt).csrfToken, "token", 60, startedAt);
      return Response.json({ csrfToken: "token" }, { headers: { "set-cookie": cookie(line) } });
    }
    case "/api/arrival":
      return Response.json({ proxies, trusted_proxies: 1 });
    default: {
      const own = contentSecurityPolicy({
        ...{ path: url.pathname, nonce: "nonce", cloudOrigin: new URL(issuer).origin },
        ...{ otherIssuers: [], development: false, hosted: false },
      });
      const sent = policy(own);
      const headers = new Headers(sent === null ? {} : { "content-security-policy": sent });
      return new Response("<!doctype html>", { headers });
    }
  }
}

function same<T>(value: T): T {
  return value;
}
