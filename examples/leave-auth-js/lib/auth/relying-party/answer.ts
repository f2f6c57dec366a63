import "server-only";
import type { NextRequest } from "next/server";
import { authActionOf } from "@/lib/auth/auth-action";
import { AuthError } from "@/lib/auth/auth-error";
import { readAuthForm } from "@/lib/auth/auth-form";
import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import { SIGN_IN_LIFETIME_SECONDS } from "@/lib/auth/cookies/sign-in-cookie";
import { authLogger } from "@/lib/auth/logger";
import { answerCallback } from "@/lib/auth/relying-party/answer-callback";
import { answerSession, endSessionsOf } from "@/lib/auth/relying-party/answer-session";
import { begin } from "@/lib/auth/relying-party/begin";
import { answerCsrfToken, hasCsrfToken } from "@/lib/auth/relying-party/csrf-token";
import { redirectTo } from "@/lib/auth/relying-party/redirect-to";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import type { GuardedProvider } from "@/lib/providers/guarded-provider";
import { configuredProvider, configuredProviders } from "@/lib/providers/providers";
import { safeRedirectPath } from "@/lib/redirect-path";

/**
 * Answers a request for `/api/auth/*`, which `answerAuthRequest` has limited and cleaned before.
 *
 * @throws Failure
 */
export async function answerAsRelyingParty(request: NextRequest): Promise<Response> {
  const { headers, method, nextUrl } = request;
  const { name, provider } = authActionOf(nextUrl.pathname);
  if (method === "POST") return answerForm(request, name, provider);
  const guarded = configuredProvider(provider ?? "");
  if (name === "callback" && guarded) return answerCallback(request, guarded);
  if (name === "session") return answerSession(headers);
  if (name === "csrf") return answerCsrfToken(headers);
  if (name === "providers") return Response.json(namesOfProviders());
  throw new Failure("not_found");
}

async function answerForm(
  request: NextRequest,
  name: string,
  provider: string | null,
): Promise<Response> {
  const { fields } = await readAuthForm(request);
  const { headers } = request;
  if (!hasCsrfToken(headers, fields)) {
    authLogger.error(new AuthError("MissingCSRF"));
    return redirectTo(`${getEnv().appOrigin}/sign-in?error=MissingCSRF`, headers);
  }
  const guarded = configuredProvider(provider ?? "");
  if (name === "signin" && guarded) return answerSignIn(request, guarded);
  if (name === "signout") return answerSignOut(headers, fields);
  return answerSession(headers);
}

async function answerSignIn(request: NextRequest, guarded: GuardedProvider): Promise<Response> {
  const { callbackUrl: _, ...parameters } = Object.fromEntries(request.nextUrl.searchParams);
  const { address, checks } = await begin(guarded, parameters);
  const { appOrigin } = getEnv();
  const lines = checks.map(({ name, value }) =>
    setCookieLine(name, value, SIGN_IN_LIFETIME_SECONDS, appOrigin),
  );
  return redirectTo(address, request.headers, lines);
}

async function answerSignOut(headers: Headers, fields: Record<string, unknown>): Promise<Response> {
  const { appOrigin } = getEnv();
  const address = `${appOrigin}${safeRedirectPath(fields.callbackUrl, appOrigin)}`;
  return redirectTo(address, headers, [await endSessionsOf(headers)]);
}

function namesOfProviders() {
  const named = configuredProviders(getEnv()).map(({ id, name }) => [id, { id, name }] as const);
  return Object.fromEntries(named);
}
