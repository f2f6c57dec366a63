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

/** The sign-in that a response of Auth.js starts or ends. */
export type SignInStep = { step: "begins"; target: string } | { step: "ends"; state: string };

/**
 * Replaces the cookies that Auth.js uses for every sign-in by one cookie for this sign-in.
 *
 * @param response of Auth.js
 * @param sent cookies of the request
 * @param step null when the response neither starts nor ends a sign-in
 */
export async function responseForBrowser(
  response: Response,
  sent: SentCookie[],
  step: SignInStep | null,
): Promise<Response> {
  const cookies = setCookiesOf(response);
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  const replaced = [...checkNames(), authCookieNames(getEnv().appOrigin).callbackUrl];
  for (const { name, line } of cookies) {
    if (!replaced.includes(name)) headers.append("set-cookie", line);
  }
  const changes = step ? await changesOf(step, cookies, sent) : [];
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
  step: SignInStep,
  checks: SentCookie[],
  sent: SentCookie[],
): Promise<CookieChange[]> {
  return step.step === "begins"
    ? beginSignIn(checks, step.target, sent)
    : endSignIn(sent, step.state);
}
