import "server-only";
import type { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { authCookieOptions } from "@/lib/auth/cookies/auth-cookies";
import { cookiesOf, type SentCookie } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { getEnv } from "@/lib/env/env";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";

const contentSchema = z.object({ sid: z.string() });

/** Other software on the host may have set cookies of the same name. Only this many are tried. */
const MAX_CANDIDATES = 4;

/** A session cookie that this server has issued. */
export type SessionCookie = SentCookie & { sessionId: string };

/**
 * Finds the session cookies in a request that this server has issued. Any other cookie of that name is ignored.
 *
 * @returns the cookies in the order of the header. Their sessions may have ended.
 */
export async function sessionCookiesOf(headers: Headers): Promise<SessionCookie[]> {
  const { sessionToken } = authCookieNames(getEnv().appOrigin);
  const candidates = cookiesOf(headers).filter(({ name }) => name === sessionToken);
  const opened = await Promise.all(candidates.slice(0, MAX_CANDIDATES).map(open));
  return opened.filter((cookie) => cookie !== null);
}

async function open(cookie: SentCookie): Promise<SessionCookie | null> {
  const { authSecrets: secret } = getEnv();
  try {
    const content = await decode({ token: cookie.value, secret, salt: cookie.name });
    return { ...cookie, sessionId: contentSchema.parse(content).sid };
  } catch {
    return null;
  }
}

/** @returns the encrypted value of a session cookie. */
export function sealSessionCookie(sessionId: string): Promise<string> {
  const { appOrigin, authSecrets: secret } = getEnv();
  const salt = authCookieNames(appOrigin).sessionToken;
  return encode({ token: { sid: sessionId }, secret, salt, maxAge: ABSOLUTE_LIMIT_MS / 1000 });
}

/** Removes the session cookie from the browser. */
export function forgetSessionCookie(jar: Awaited<ReturnType<typeof cookies>>): void {
  const { appOrigin } = getEnv();
  const name = authCookieNames(appOrigin).sessionToken;
  jar.set({ ...authCookieOptions(appOrigin), name, value: "", maxAge: 0 });
}
