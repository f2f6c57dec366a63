import "server-only";
import { signIn } from "@/auth";
import { withAuthAttemptAddress } from "@/lib/auth/attempt";
import { getEnv } from "@/lib/env/env";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { otherProviders } from "@/lib/providers/providers";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { landingPath, onTheWay } from "@/lib/redirect-path";
import { failureCodeOf } from "@/lib/use-cases/failure-of";

/**
 * Starts a sign-in, with Beyond Identity unless another configured provider is named.
 *
 * @param redirectTo where to land afterwards; only a path of this site is followed
 * @param provider id of another provider
 * @param anew whether the person has to prove who they are, also where the provider knows them already
 * @returns the address to go to: the issuer's, or our page that explains why not
 */
export async function startSignIn(
  headers: Headers,
  redirectTo: unknown,
  provider: unknown,
  anew = false,
): Promise<string> {
  const target = landingPath(redirectTo, getEnv().appOrigin);
  try {
    await limitByAddress("sign_in");
  } catch (error) {
    return onTheWay("/auth-error", { target, error: failureCodeOf(error) });
  }
  const other = otherProviders().find(({ id }) => id === provider);
  const providerId = other?.id ?? PASSKEY_PROVIDER_ID;
  const options = { redirectTo: target, redirect: false } as const;
  // Plain OAuth has no word for it (OIDC Core section 3.1.2.1).
  const isTold = anew && (!other || other.relyingParty !== null);
  const parameters: Record<string, string> = isTold ? { max_age: "0" } : {};
  return withAuthAttemptAddress(headers, target, () => signIn(providerId, options, parameters));
}
