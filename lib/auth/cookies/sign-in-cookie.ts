import "server-only";
import { createHash } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { currentEpoch } from "@/lib/accounts/epoch";
import type { SentCookie } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { getEnv } from "@/lib/env/env";
import { DEFAULT_PATH } from "@/lib/redirect-path";

/**
 * The values that Auth.js stores in the browser from the start of a sign-in to its callback, each in its own cookie.
 */
const CHECKS = ["pkceCodeVerifier", "state", "nonce"] as const;

/** Auth.js accepts a callback for this long after the start. */
export const SIGN_IN_LIFETIME_SECONDS = 15 * 60;

/** Pending sign-ins in one browser. */
const MAX_CONCURRENT = 8;
/** Characters of their cookies. With the other cookies, the header stays below the 8 KB that proxies accept. */
const MAX_LENGTH = 6_000;

/** Characters of a redirect target. */
const MAX_TARGET_LENGTH = 300;

const checkSchema = z.object({ value: z.string(), provider: z.string() });
const signInSchema = z.object({
  state: z.string(),
  provider: z.string(),
  verifier: z.string().optional(),
  nonce: z.string().optional(),
  target: z.string(),
  /** Epoch of the accounts when the sign-in started. */
  epoch: z.number(),
});

/** The content of the cookie for a pending sign-in. */
export type SignIn = z.infer<typeof signInSchema>;

/** A cookie to set. A null value removes it. */
export type CookieChange = { name: string; value: string | null };

/**
 * Derives a short id, which is part of the cookie name, from the `state` of a sign-in. Auth.js uses the same cookies
 * for every sign-in, so a second tab would overwrite those of the first. Here each sign-in has its own cookie.
 *
 * @param state of a sign-in (RFC 6749 section 4.1.1)
 */
export function signInId(state: string): string {
  return createHash("sha256").update(state).digest("base64url").slice(0, 12);
}

/** @returns the names of the cookies in which Auth.js stores the checks of a sign-in (PKCE verifier, state, nonce). */
export function checkNames(): string[] {
  const names = authCookieNames(getEnv().appOrigin);
  return CHECKS.map((check) => names[check]);
}

/**
 * Combines the cookies of Auth.js into one cookie for the sign-in.
 *
 * @param checks the cookies that Auth.js set when the sign-in started
 * @param target where the user lands after signing in
 * @param sent cookies of the request that started the sign-in
 * @returns the new cookie, and the removal of the oldest sign-ins when there are too many
 * @throws Failure `service_unavailable`
 */
export async function beginSignIn(
  checks: SentCookie[],
  target: string,
  sent: SentCookie[],
): Promise<CookieChange[]> {
  const names = authCookieNames(getEnv().appOrigin);
  const read = (name: string) => openCheck(checks.find((check) => check.name === name));
  const state = await read(names.state);
  if (state === null) return [];
  const [verifier, nonce] = [await read(names.pkceCodeVerifier), await read(names.nonce)];
  const signIn: SignIn = {
    state: state.value,
    provider: state.provider,
    ...(verifier && { verifier: verifier.value }),
    ...(nonce && { nonce: nonce.value }),
    // All pending sign-ins must fit into a header that proxies accept.
    target: target.length > MAX_TARGET_LENGTH ? DEFAULT_PATH : target,
    epoch: await currentEpoch(),
  };
  const begun = { name: nameOf(state.value), value: await seal(signIn) };
  const older = sent.filter(({ name }) => name.startsWith(prefix()));
  return [begun, ...beyondTheLimits(older, begun).map(({ name }) => ({ name, value: null }))];
}

/** @returns the oldest sign-ins that must go, so that those of a browser fit into a header. */
function beyondTheLimits(older: SentCookie[], begun: SentCookie): SentCookie[] {
  let [count, length] = [1, lengthOf(begun)];
  // Browsers send the oldest first (RFC 6265 section 5.4).
  return older.toReversed().filter((cookie) => {
    count += 1;
    length += lengthOf(cookie);
    return count > MAX_CONCURRENT || length > MAX_LENGTH;
  });
}

function lengthOf({ name, value }: SentCookie): number {
  return name.length + value.length;
}

/**
 * @param sent cookies of a request
 * @returns the sign-in with that state when this browser started it, else null
 */
export async function signInOf(sent: SentCookie[], state: string): Promise<SignIn | null> {
  const cookie = sent.find(({ name }) => name === nameOf(state));
  const signIn = cookie ? await open(cookie) : null;
  return signIn?.state === hashOf(state) ? { ...signIn, state } : null;
}

/** @returns the pending sign-in that this browser started last, without its state, or null. */
export async function newestSignInOf(sent: SentCookie[]): Promise<Omit<SignIn, "state"> | null> {
  const cookie = sent.findLast(({ name }) => name.startsWith(prefix()));
  return cookie ? open(cookie) : null;
}

/** @returns the checks of a sign-in as the cookies that Auth.js reads. */
export function checksFor({ state, verifier, nonce, provider }: SignIn): Promise<SentCookie[]> {
  const names = authCookieNames(getEnv().appOrigin);
  const values = { [names.state]: state, [names.pkceCodeVerifier]: verifier, [names.nonce]: nonce };
  const known = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return Promise.all(known.map(({ name, value }) => sealCheck(name, { value, provider })));
}

/** @returns the removal of the cookie of a completed sign-in. */
export function endSignIn(sent: SentCookie[], state: string): CookieChange[] {
  const name = nameOf(state);
  return sent.some((cookie) => cookie.name === name) ? [{ name, value: null }] : [];
}

/** @returns the redirect target of a sign-in, or the default path when the sign-in is unknown. */
export function targetOf(signIn: Pick<SignIn, "target"> | null): string {
  return signIn?.target ?? DEFAULT_PATH;
}

function prefix(): string {
  return `${authCookieNames(getEnv().appOrigin).signIn}.`;
}

function nameOf(state: string): string {
  return `${prefix()}${signInId(state)}`;
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}

/** Stores the hash of the state. The state itself is long, and the callback contains it. */
function seal(signIn: SignIn): Promise<string> {
  const { authSecrets: secret } = getEnv();
  const token = { ...signIn, state: hashOf(signIn.state) };
  return encode({ token, secret, salt: prefix(), maxAge: SIGN_IN_LIFETIME_SECONDS });
}

async function open({ value }: SentCookie): Promise<SignIn | null> {
  const { authSecrets: secret } = getEnv();
  try {
    return signInSchema.parse(await decode({ token: value, secret, salt: prefix() }));
  } catch {
    return null;
  }
}

async function openCheck(check: SentCookie | undefined) {
  if (!check) return null;
  const { authSecrets: secret } = getEnv();
  return checkSchema.parse(await decode({ token: check.value, secret, salt: check.name }));
}

async function sealCheck(name: string, token: z.infer<typeof checkSchema>): Promise<SentCookie> {
  const { authSecrets: secret } = getEnv();
  const value = await encode({ token, secret, salt: name, maxAge: SIGN_IN_LIFETIME_SECONDS });
  return { name, value };
}
