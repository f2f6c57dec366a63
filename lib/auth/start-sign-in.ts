import "server-only";
import { withAuthAttemptAddress } from "@/lib/auth/attempt";
import type { OwnSignIn } from "@/lib/auth/own-sign-in";
import { isRefusedOutright } from "@/lib/auth/refused-outright";
import { getEnv, isDevelopment } from "@/lib/env/env";
import { inSpan } from "@/lib/in-span";
import { logEvent } from "@/lib/log";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { otherProviders } from "@/lib/providers/providers";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { authPagePath, postSignInPath } from "@/lib/redirect-path";

/** A sign-in as a form requests it. The fields are not yet validated. */
type SignInRequest = { redirectTo: unknown; provider?: unknown; isFresh?: boolean };

/**
 * Starts a sign-in, with Beyond Identity unless another configured provider is named.
 *
 * @param signIn of `auth.ts`
 * @param request.redirectTo where the user lands afterwards. Only paths of this app are allowed.
 * @param request.provider id of another provider
 * @param request.isFresh whether the user must authenticate again even with an active session at the provider
 * @returns the address to redirect to: that of the issuer, or of the error page
 * @throws Failure `rate_limited` or `service_unavailable`
 */
export async function startSignIn(
  signIn: OwnSignIn,
  { redirectTo, provider, isFresh = false }: SignInRequest,
): Promise<string> {
  const target = postSignInPath(redirectTo, getEnv().appOrigin);
  await limitByAddress("sign_in");
  const other = otherProviders().find(({ id }) => id === provider);
  const providerId = other?.id ?? PASSKEY_PROVIDER_ID;
  const options = { redirectTo: target, redirect: false } as const;
  // Only OpenID Connect has `max_age` (OIDC Core section 3.1.2.1). Plain OAuth has no such parameter.
  const supportsMaxAge = !other || other.relyingParty !== null;
  const parameters: Record<string, string> = isFresh && supportsMaxAge ? { max_age: "0" } : {};
  const start = () => inSpan("begin sign-in", {}, () => signIn(providerId, options, parameters));
  return explainedInDevelopment(await withAuthAttemptAddress(target, start), target);
}

async function explainedInDevelopment(address: string, target: string): Promise<string> {
  const isOfIssuer = address.startsWith(`${new URL(getEnv().issuer).origin}/`);
  if (!isDevelopment() || !isOfIssuer || !(await isRefusedOutright(address))) return address;
  const check = "redirect-uri";
  logEvent("auth_error", { type: "AuthorizationRefused", check });
  return authPagePath("/auth-error", { target, error: "Configuration", check });
}
