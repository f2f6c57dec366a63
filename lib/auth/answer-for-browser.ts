import "server-only";
import { NextResponse } from "next/server";
import { authCookieOptions } from "@/lib/auth/auth-cookies";
import type { SentCookie } from "@/lib/auth/cookie-header";
import { authCookieNames } from "@/lib/auth/cookie-names";
import {
  beginnings,
  type CookieChange,
  checkNames,
  endings,
  ownName,
  SIGN_IN_LIFETIME_SECONDS,
} from "@/lib/auth/sign-in-cookies";
import { getEnv } from "@/lib/env";

/** The sign-in that an answer of Auth.js is about. */
export type SignInStep =
  | { step: "begins"; state: string; target: string }
  | { step: "ends"; state: string };

/**
 * Gives the cookies in an answer of Auth.js the names of their sign-in. Where to land is kept with the sign-in alone.
 *
 * @param sent cookies of the request
 * @param about null where the answer is about no sign-in
 */
export function answerForBrowser(
  response: Response,
  sent: SentCookie[],
  about: SignInStep | null,
): Response {
  const { callbackUrl } = authCookieNames(getEnv().appOrigin);
  const lines = response.headers.getSetCookie();
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const line of lines) {
    const name = line.slice(0, line.indexOf("="));
    if (name === callbackUrl || name.startsWith(`${callbackUrl}.`)) continue;
    headers.append("set-cookie", about && isCheck(name) ? renamed(line, name, about.state) : line);
  }
  const answer = new NextResponse(response.body, { status: response.status, headers });
  if (about) change(answer, changesOf(about, sent));
  return answer;
}

function isCheck(name: string): boolean {
  return checkNames().includes(name);
}

function renamed(line: string, name: string, state: string): string {
  return `${ownName(name, state)}${line.slice(name.length)}`;
}

function changesOf(about: SignInStep, sent: SentCookie[]): CookieChange[] {
  return about.step === "begins"
    ? beginnings(sent, about.state, about.target)
    : endings(sent, about.state);
}

function change(answer: NextResponse, changes: CookieChange[]): void {
  const options = authCookieOptions(getEnv().appOrigin);
  for (const { name, value } of changes) {
    const maxAge = value === null ? 0 : SIGN_IN_LIFETIME_SECONDS;
    answer.cookies.set({ ...options, name, value: value ?? "", maxAge });
  }
}
