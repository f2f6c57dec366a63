import "server-only";
import { createHash } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { currentEpoch } from "@/lib/accounts/epoch";
import type { SentCookie } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { getEnv } from "@/lib/env/env";
import { DEFAULT_PATH } from "@/lib/redirect-path";

/** What Auth.js keeps in the browser from the start of a sign-in to its callback, each in a cookie of its own. */
const CHECKS = ["pkceCodeVerifier", "state", "nonce"] as const;

/** Auth.js takes a callback that long after the start. */
export const SIGN_IN_LIFETIME_SECONDS = 15 * 60;

/** Sign-ins that may be under way in one browser; with 500 bytes for each, the header stays far below the 8 KB of proxies. */
const MAX_CONCURRENT = 8;

/** Characters of an address to land on. */
const MAX_TARGET_LENGTH = 300;

const checkSchema = z.object({ value: z.string(), provider: z.string() });
const signInSchema = z.object({
  state: z.string(),
  provider: z.string(),
  verifier: z.string().optional(),
  nonce: z.string().optional(),
  target: z.string(),
  /** How often the ways into some account had been closed when it began. */
  epoch: z.number(),
});

/** What the browser keeps of a sign-in that is under way. */
export type SignIn = z.infer<typeof signInSchema>;

/** A cookie to set; without a value, to remove. */
export type CookieChange = { name: string; value: string | null };

/**
 * Auth.js has one name for the cookies of every sign-in, so that a second tab would take them from the first one. Here each
 * sign-in has one cookie of its own.
 *
 * @param state of a sign-in (RFC 6749 section 4.1.1)
 * @returns what its cookie is told apart by
 */
export function signInId(state: string): string {
  return createHash("sha256").update(state).digest("base64url").slice(0, 12);
}

/** @returns the names under which Auth.js sets and reads the checks of a sign-in. */
export function checkNames(): string[] {
  const names = authCookieNames(getEnv().appOrigin);
  return CHECKS.map((check) => names[check]);
}

/**
 * @param checks the cookies that Auth.js set when the sign-in began
 * @param target where it is to land
 * @param sent cookies of the request that began it
 * @returns what keeps the sign-in for its callback, and removes the oldest where there are very many
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
    // Eight of them must fit into a header that proxies take.
    target: target.length > MAX_TARGET_LENGTH ? DEFAULT_PATH : target,
    epoch: await currentEpoch(),
  };
  const older = sent.filter(({ name }) => name.startsWith(prefix()));
  // Browsers send the oldest first (RFC 6265 section 5.4).
  const tooMany = older.slice(0, Math.max(0, older.length - MAX_CONCURRENT + 1));
  return [
    { name: nameOf(state.value), value: await seal(signIn) },
    ...tooMany.map(({ name }) => ({ name, value: null })),
  ];
}

/**
 * @param sent cookies of a request
 * @returns the sign-in of that state, if this is the browser that began it
 */
export async function signInOf(sent: SentCookie[], state: string): Promise<SignIn | null> {
  const cookie = sent.find(({ name }) => name === nameOf(state));
  const signIn = cookie ? await open(cookie) : null;
  return signIn?.state === hashOf(state) ? { ...signIn, state } : null;
}

/** @returns the sign-in that was begun last in this browser, its state aside. */
export async function newestSignInOf(sent: SentCookie[]): Promise<Omit<SignIn, "state"> | null> {
  const cookie = sent.findLast(({ name }) => name.startsWith(prefix()));
  return cookie ? open(cookie) : null;
}

/** @returns the checks of a sign-in in the cookies that Auth.js reads them from. */
export function checksFor({ state, verifier, nonce, provider }: SignIn): Promise<SentCookie[]> {
  const names = authCookieNames(getEnv().appOrigin);
  const values = { [names.state]: state, [names.pkceCodeVerifier]: verifier, [names.nonce]: nonce };
  const known = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return Promise.all(known.map(({ name, value }) => sealCheck(name, { value, provider })));
}

/** @returns what removes the cookie of a sign-in that has come to its end. */
export function endSignIn(sent: SentCookie[], state: string): CookieChange[] {
  const name = nameOf(state);
  return sent.some((cookie) => cookie.name === name) ? [{ name, value: null }] : [];
}

/** @returns where a sign-in is to land that may not be under way in this browser. */
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

/** The state itself is long, and the callback brings it along. */
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
