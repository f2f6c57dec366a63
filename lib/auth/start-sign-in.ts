import "server-only";
import { withAuthAttemptAddress } from "@/lib/auth/attempt";
import type { OwnSignIn } from "@/lib/auth/own-sign-in";
import { getEnv } from "@/lib/env/env";
import { failureCodeOf } from "@/lib/failure";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { otherProviders } from "@/lib/providers/providers";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { authPagePath, postSignInPath } from "@/lib/redirect-path";

/** What a user asked for, as a form sent it. */
type SignInWish = { redirectTo: unknown; provider?: unknown; isFresh?: boolean };

/**
 * Starts a sign-in, with Beyond Identity unless another configured provider is named.
 *
 * @param signIn of `auth.ts`
 * @param wish.redirectTo where to land afterwards; only a path of this site is followed
 * @param wish.provider id of another provider
 * @param wish.isFresh whether users have to prove who they are, also where the provider still knows them
 * @returns the address to go to: the issuer's, or our page that explains why not
 */
export async function startSignIn(
  signIn: OwnSignIn,
  { redirectTo, provider, isFresh = false }: SignInWish,
): Promise<string> {
  const target = postSignInPath(redirectTo, getEnv().appOrigin);
  try {
    await limitByAddress("sign_in");
  } catch (error) {
    return authPagePath("/auth-error", { target, error: failureCodeOf(error) });
  }
  const other = otherProviders().find(({ id }) => id === provider);
  const providerId = other?.id ?? PASSKEY_PROVIDER_ID;
  const options = { redirectTo: target, redirect: false } as const;
  // Plain OAuth has no word for it (OIDC Core section 3.1.2.1).
  const isTold = isFresh && (!other || other.relyingParty !== null);
  const parameters: Record<string, string> = isTold ? { max_age: "0" } : {};
  return withAuthAttemptAddress(target, () => signIn(providerId, options, parameters));
}
