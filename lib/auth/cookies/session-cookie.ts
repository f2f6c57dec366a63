import "server-only";
import { createHash } from "node:crypto";
import type { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { authCookieOptions } from "@/lib/auth/cookies/auth-cookies";
import { cookiesOf, type SentCookie } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { getEnv } from "@/lib/env/env";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";
import { singleFlight } from "@/lib/single-flight";

const contentSchema = z.object({ sid: z.string() });

/** Other software on the host may have set cookies of the same name. Only this many are tried. */
const MAX_CANDIDATES = 4;

/** Deriving the key and decrypting take longer than all else that a page needs to know who is signed in. */
const OPENED_MS = 60_000;
const MOST_OPENED = 2_000;

/** Only cookies that this server has issued are remembered. The registry decides each time whether the session stands. */
const share = singleFlight<string>({ keptMs: OPENED_MS, most: MOST_OPENED });

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
  const { name: salt, value: token } = cookie;
  const sealed = { token, secret: getEnv().authSecrets, salt };
  try {
    return { ...cookie, sessionId: await share(hashOf(sealed), () => sessionIdIn(sealed)) };
  } catch {
    return null;
  }
}

async function sessionIdIn(sealed: Parameters<typeof decode>[0]): Promise<string> {
  return contentSchema.parse(await decode(sealed)).sid;
}

function hashOf(sealed: object): string {
  return createHash("sha256").update(JSON.stringify(sealed)).digest("base64url");
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
