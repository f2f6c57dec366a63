import "server-only";
import type { AttemptAnswer } from "@/lib/auth/attempt";
import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { sealSessionCookie } from "@/lib/auth/cookies/session-cookie";
import { type SignIn, signInId, targetOf } from "@/lib/auth/cookies/sign-in-cookie";
import { accountOfRequest } from "@/lib/auth/current-account";
import { getEnv } from "@/lib/env/env";
import { isFailure } from "@/lib/failure";
import { pause } from "@/lib/pause";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";
import {
  type CallbackOutcome,
  claimCallback,
  outcomeOfCallback,
  settleCallback,
} from "@/lib/sessions/callback-claim";
import { findSession } from "@/lib/sessions/registry";

const POLL_MS = 100;
const MAX_WAIT_MS = 20_000;
/** For this long after a sign-in, a repeated callback gets the same session. */
const REPEAT_WINDOW_MS = 60_000;

/**
 * Redeems the code of a callback only once. A browser may send a callback again after a second click, a reload or a
 * lost connection. The code works once, and a second attempt would revoke the tokens of the first (RFC 6749 section
 * 4.1.2). A repeated callback from the browser that started the sign-in gets the session of the first.
 *
 * @param signIn the pending sign-in of this browser
 * @param received headers of the request
 * @param redeem has Auth.js redeem the code
 * @returns the response, or null when the code was redeemed before and its session is no longer available
 * @throws Failure `service_unavailable`
 */
export async function answerCallbackOnce(
  signIn: SignIn,
  received: Headers,
  redeem: () => Promise<AttemptAnswer>,
): Promise<Response | null> {
  const id = signInId(signIn.state);
  const until = Date.now() + MAX_WAIT_MS;
  while (Date.now() < until) {
    if (await claimCallback(id)) return redeemClaimed(id, redeem);
    const outcome = await outcomeOfCallback(id);
    if (outcome.status === "signed_in") return answerRepeated(outcome, signIn, received);
    await pause(POLL_MS);
  }
  return null;
}

async function redeemClaimed(id: string, redeem: () => Promise<AttemptAnswer>): Promise<Response> {
  let sessionId: string | null = null;
  try {
    const answer = await redeem();
    sessionId = answer.sessionId;
    return answer.response;
  } finally {
    await settle(id, sessionId);
  }
}

/** When the database fails here, the user stays signed in, and the claim expires by itself. */
async function settle(id: string, sessionId: string | null): Promise<void> {
  try {
    await settleCallback(id, sessionId);
  } catch (error) {
    if (!isFailure(error, "service_unavailable")) throw error;
  }
}

async function answerRepeated(
  { sessionId, at }: CallbackOutcome & { status: "signed_in" },
  signIn: SignIn,
  received: Headers,
): Promise<Response | null> {
  if (Date.now() - at.getTime() > REPEAT_WINDOW_MS) return null;
  const session = await findSession(sessionId);
  if (!session) return null;
  const { appOrigin } = getEnv();
  const current = await accountOfRequest(received);
  const isNewer = current !== null && current.signedInAt > session.createdAt;
  if (isNewer) return Response.redirect(`${appOrigin}${targetOf(signIn)}`);
  const name = authCookieNames(appOrigin).sessionToken;
  const value = await sealSessionCookie(sessionId);
  const headers = new Headers({ location: `${appOrigin}${targetOf(signIn)}` });
  headers.set("set-cookie", setCookieLine(name, value, ABSOLUTE_LIMIT_MS / 1000, appOrigin));
  return new Response(null, { status: 302, headers });
}
