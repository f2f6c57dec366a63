import "server-only";
import { NextResponse } from "next/server";
import { authCookieOptions } from "@/lib/auth/auth-cookies";
import { authCookieNames } from "@/lib/auth/cookie-names";
import { sealSessionCookie } from "@/lib/auth/session-cookie";
import { isOwnSignIn, signInId, targetOf } from "@/lib/auth/sign-in-cookies";
import type { AttemptAnswer } from "@/lib/auth-attempt";
import { getEnv } from "@/lib/env";
import { pause } from "@/lib/pause";
import {
  type CallbackOutcome,
  claimCallback,
  outcomeOfCallback,
  settleCallback,
} from "@/lib/sessions/callback-claim";
import { ABSOLUTE_LIMIT_MS } from "@/lib/sessions/limits";
import { findSession } from "@/lib/sessions/registry";

const POLL_MS = 100;
const LONGEST_WAIT_MS = 20_000;
/** How long after a sign-in the same callback still counts as the same click. */
const SAME_CLICK_MS = 60_000;

/**
 * Answers the callback of a sign-in once, however often the browser sends it: a second click, a reload, a connection that
 * broke. Its code works once, and a second try would cost the tokens of the first (RFC 6749 section 4.1.2). Whoever comes
 * second, from the browser that began the sign-in, gets the session of the first.
 *
 * @param redeem has Auth.js redeem the code
 * @param refuse has Auth.js answer as if the sign-in had been begun elsewhere, which redeems nothing
 * @throws DatabaseError
 */
export async function answerCallbackOnce(
  headers: Headers,
  state: string,
  {
    redeem,
    refuse,
  }: { redeem: () => Promise<AttemptAnswer>; refuse: () => Promise<AttemptAnswer> },
): Promise<Response> {
  if (!(await isOwnSignIn(headers, state))) return (await refuse()).response;
  const id = signInId(state);
  const until = Date.now() + LONGEST_WAIT_MS;
  while (Date.now() < until) {
    if (await claimCallback(id)) return redeemClaimed(id, redeem);
    const outcome = await outcomeOfCallback(id);
    if (outcome.status === "signed_in") {
      return (await repeated(outcome, headers, state)) ?? (await refuse()).response;
    }
    await pause(POLL_MS);
  }
  return (await refuse()).response;
}

async function redeemClaimed(id: string, redeem: () => Promise<AttemptAnswer>): Promise<Response> {
  let sessionId: string | null = null;
  try {
    const answer = await redeem();
    sessionId = answer.sessionId;
    return answer.response;
  } finally {
    await settleCallback(id, sessionId);
  }
}

async function repeated(
  { sessionId, at }: CallbackOutcome & { status: "signed_in" },
  headers: Headers,
  state: string,
): Promise<Response | null> {
  if (Date.now() - at.getTime() > SAME_CLICK_MS) return null;
  const session = await findSession(sessionId);
  if (!session) return null;
  const { appOrigin } = getEnv();
  const response = NextResponse.redirect(`${appOrigin}${targetOf(headers, state)}`, 302);
  response.cookies.set({
    ...authCookieOptions(appOrigin),
    name: authCookieNames(appOrigin).sessionToken,
    value: await sealSessionCookie(sessionId),
    expires: new Date(Date.now() + ABSOLUTE_LIMIT_MS),
  });
  return response;
}
