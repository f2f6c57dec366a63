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

/** Other software may have put cookies of the same name beside ours; more than these are not looked at. */
const MAX_CANDIDATES = 4;

/** A session cookie that this server has made. */
export type SessionCookie = SentCookie & { sessionId: string };

/**
 * Finds the session cookies of a request that this server has made. Whatever else comes under their name, or as a part
 * of one, counts as absent.
 *
 * @returns them in the order in which they were sent, whether or not their sessions are still there
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

/** @returns the value of a cookie for a session. */
export function sealSessionCookie(sessionId: string): Promise<string> {
  const { appOrigin, authSecrets: secret } = getEnv();
  const salt = authCookieNames(appOrigin).sessionToken;
  return encode({ token: { sid: sessionId }, secret, salt, maxAge: ABSOLUTE_LIMIT_MS / 1000 });
}

/** Removes the session cookie of the request that is being answered. */
export function forgetSessionCookie(jar: Awaited<ReturnType<typeof cookies>>): void {
  const { appOrigin } = getEnv();
  const name = authCookieNames(appOrigin).sessionToken;
  jar.set({ ...authCookieOptions(appOrigin), name, value: "", maxAge: 0 });
}
