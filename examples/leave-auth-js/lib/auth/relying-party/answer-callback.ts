import "server-only";
import type { NextRequest } from "next/server";
import * as client from "openid-client";
import { admitSignIn } from "@/lib/auth/admit-sign-in";
import { AuthError } from "@/lib/auth/auth-error";
import { beginSession } from "@/lib/auth/begin-session";
import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import { cookiesOf, decodedValue } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { sealSessionCookie } from "@/lib/auth/cookies/session-cookie";
import { authLogger } from "@/lib/auth/logger";
import { errorPage } from "@/lib/auth/relying-party/addresses";
import { openChecks } from "@/lib/auth/relying-party/open-checks";
import { redeem } from "@/lib/auth/relying-party/redeem";
import { redirectTo } from "@/lib/auth/relying-party/redirect-to";
import { getEnv } from "@/lib/env/env";
import type { GuardedProvider } from "@/lib/providers/guarded-provider";
import { safeRedirectPath } from "@/lib/redirect-path";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";

/** Redeems the code of a callback, and begins a session when the id token is verified. */
export async function answerCallback(
  request: NextRequest,
  guarded: GuardedProvider,
): Promise<Response> {
  try {
    const checks = await openChecks(request.headers, guarded.id);
    const { account, user } = await redeem(guarded, request.nextUrl.searchParams, checks);
    const admitted = await admitSignIn(account);
    if (admitted !== true) return redirectTo(`${getEnv().appOrigin}${admitted}`, request.headers);
    const { id } = await beginSession(account, user);
    return redirectTo(targetOf(request.headers), request.headers, [await cookieLineOf(id)]);
  } catch (error) {
    return redirectTo(explained(error, guarded), request.headers);
  }
}

async function cookieLineOf(sessionId: string): Promise<string> {
  const { appOrigin } = getEnv();
  const name = authCookieNames(appOrigin).sessionToken;
  const value = await sealSessionCookie(sessionId);
  return setCookieLine(name, value, ABSOLUTE_LIMIT_MS / 1000, appOrigin);
}

function targetOf(headers: Headers): string {
  const { appOrigin } = getEnv();
  const { callbackUrl } = authCookieNames(appOrigin);
  const cookie = cookiesOf(headers).find(({ name }) => name === callbackUrl);
  return `${appOrigin}${safeRedirectPath(cookie && decodedValue(cookie), appOrigin)}`;
}

/** @returns the page that explains the failure. An error of the issuer leads back to the sign-in page. */
function explained(error: unknown, { id }: GuardedProvider): string {
  if (error instanceof client.AuthorizationResponseError) {
    authLogger.debug("OAuthCallbackError", { error: error.error });
    authLogger.error(new AuthError("OAuthCallbackError"));
    return `${getEnv().appOrigin}/sign-in?error=OAuthCallbackError`;
  }
  const known = error instanceof AuthError;
  authLogger.error(
    known ? error : new AuthError("CallbackRouteError", { err: error, provider: id }),
  );
  return errorPage("Configuration");
}
