import "server-only";
import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import type { SentCookie } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import {
  beginSignIn,
  type CookieChange,
  checkNames,
  endSignIn,
  SIGN_IN_LIFETIME_SECONDS,
} from "@/lib/auth/cookies/sign-in-cookie";
import { getEnv } from "@/lib/env/env";

/** The sign-in that an answer of Auth.js is about. */
export type SignInStep = { step: "begins"; target: string } | { step: "ends"; state: string };

/**
 * Puts one cookie of the sign-in in the place of those that Auth.js sets for any.
 *
 * @param sent cookies of the request
 * @param about null where the answer is about no sign-in
 */
export async function responseForBrowser(
  response: Response,
  sent: SentCookie[],
  about: SignInStep | null,
): Promise<Response> {
  const cookies = setCookiesOf(response);
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  const ours = [...checkNames(), authCookieNames(getEnv().appOrigin).callbackUrl];
  for (const { name, line } of cookies) {
    if (!ours.includes(name)) headers.append("set-cookie", line);
  }
  const changes = about ? await changesOf(about, cookies, sent) : [];
  for (const { name, value } of changes) {
    headers.append(
      "set-cookie",
      setCookieLine(name, value, SIGN_IN_LIFETIME_SECONDS, getEnv().appOrigin),
    );
  }
  return new Response(response.body, { status: response.status, headers });
}

function setCookiesOf({ headers }: Response): (SentCookie & { line: string })[] {
  return headers.getSetCookie().map((line) => {
    const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
    return { name, value, line };
  });
}

async function changesOf(
  about: SignInStep,
  checks: SentCookie[],
  sent: SentCookie[],
): Promise<CookieChange[]> {
  return about.step === "begins"
    ? beginSignIn(checks, about.target, sent)
    : endSignIn(sent, about.state);
}
