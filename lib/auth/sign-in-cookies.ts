import "server-only";
import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { cookiesOf, decodedValue, type SentCookie } from "@/lib/auth/cookie-header";
import { authCookieNames } from "@/lib/auth/cookie-names";
import { getEnv } from "@/lib/env";
import { DEFAULT_PATH, landingPath } from "@/lib/redirect-path";

/** What Auth.js keeps in the browser from the start of a sign-in to its callback. */
const CHECKS = ["pkceCodeVerifier", "state", "nonce"] as const;

/** Auth.js takes a callback that long after the start. */
export const SIGN_IN_LIFETIME_SECONDS = 15 * 60;

/** Sign-ins that may be under way in one browser. Their cookies must fit into the 8 KB that proxies take. */
const MOST_AT_ONCE = 4;

const checkSchema = z.object({ value: z.string() });

/** A cookie to set; without a value, to remove. */
export type CookieChange = { name: string; value: string | null };

/**
 * Auth.js has one name for the cookies of every sign-in, so that a second tab would take them from the first one. Here each
 * sign-in has its own.
 *
 * @param state of a sign-in (RFC 6749 section 4.1.1)
 * @returns what its cookies are told apart by
 */
export function signInId(state: string): string {
  return createHash("sha256").update(state).digest("base64url").slice(0, 12);
}

/**
 * @param sent cookies of a callback's request
 * @returns the cookies of that sign-in under the names that Auth.js looks for; those under these names already where
 * the sign-in has none of its own
 */
export function checkCookiesOf(sent: SentCookie[], state: string): SentCookie[] {
  const names = checkNames();
  const ofThisOne = names.flatMap((name) => {
    const own = sent.find((cookie) => cookie.name === ownName(name, state));
    return own ? [{ name, value: own.value }] : [];
  });
  return ofThisOne.length > 0 ? ofThisOne : sent.filter(({ name }) => names.includes(name));
}

/** @returns whether the request comes from the browser in which the sign-in of that state was begun. */
export async function isOwnSignIn(headers: Headers, state: string): Promise<boolean> {
  const { appOrigin, authSecret: secret } = getEnv();
  const salt = authCookieNames(appOrigin).state;
  const token = checkCookiesOf(cookiesOf(headers), state).find(({ name }) => name === salt)?.value;
  try {
    const content = await decode({ ...(token === undefined ? {} : { token }), secret, salt });
    return checkSchema.parse(content).value === state;
  } catch {
    return false;
  }
}

/**
 * @param headers of a request of the browser in which the sign-in was begun
 * @returns where it is to land
 */
export function targetOf(headers: Headers, state: string): string {
  const { appOrigin } = getEnv();
  const { callbackUrl } = authCookieNames(appOrigin);
  const sent = cookiesOf(headers);
  const kept =
    sent.find(({ name }) => name === ownName(callbackUrl, state)) ??
    sent.find(({ name }) => name === callbackUrl);
  return kept ? landingPath(decodedValue(kept), appOrigin) : DEFAULT_PATH;
}

/**
 * @param sent cookies of the request that began a sign-in
 * @param target where it is to land
 * @returns what keeps that for the callback, and removes what older sign-ins left
 */
export function beginnings(sent: SentCookie[], state: string, target: string): CookieChange[] {
  const { callbackUrl, state: stateName } = authCookieNames(getEnv().appOrigin);
  const older = sent.flatMap(({ name }) =>
    name.startsWith(`${stateName}.`) ? [name.slice(stateName.length + 1)] : [],
  );
  // Browsers send the oldest first (RFC 6265 section 5.4).
  const tooMany = older.slice(0, Math.max(0, older.length - MOST_AT_ONCE + 1));
  return [
    { name: ownName(callbackUrl, state), value: target === DEFAULT_PATH ? null : target },
    ...tooMany.flatMap(endingsOf),
  ].filter(({ name, value }) => value !== null || sent.some((cookie) => cookie.name === name));
}

/** @returns what removes the cookies of a sign-in that has come to its end. */
export function endings(sent: SentCookie[], state: string): CookieChange[] {
  const present = sent.map(({ name }) => name);
  return endingsOf(signInId(state)).filter(({ name }) => present.includes(name));
}

function endingsOf(id: string): CookieChange[] {
  const { callbackUrl } = authCookieNames(getEnv().appOrigin);
  return [...checkNames(), callbackUrl].map((name) => ({ name: `${name}.${id}`, value: null }));
}

/** @returns the names under which Auth.js sets and reads the checks of a sign-in. */
export function checkNames(): string[] {
  const names = authCookieNames(getEnv().appOrigin);
  return CHECKS.map((check) => names[check]);
}

/** @returns the name of a cookie that belongs to the sign-in of that state alone. */
export function ownName(name: string, state: string): string {
  return `${name}.${signInId(state)}`;
}
