import "server-only";
import * as client from "openid-client";
import { AuthError } from "@/lib/auth/auth-error";
import type { SentCookie } from "@/lib/auth/cookies/cookie-header";
import { checksFor } from "@/lib/auth/cookies/sign-in-cookie";
import { authLogger } from "@/lib/auth/logger";
import { errorPage, redirectUriOf } from "@/lib/auth/relying-party/addresses";
import { configurationOf } from "@/lib/auth/relying-party/configuration";
import type { GuardedProvider } from "@/lib/providers/guarded-provider";
import { DEFAULT_PATH } from "@/lib/redirect-path";

/** Where the browser goes, and what it must bring back. */
type Begun = { address: string; checks: SentCookie[] };

/**
 * Makes an authorization request with PKCE, state and, for OpenID Connect, a nonce.
 *
 * @param parameters on top of those of the provider
 * @returns the address of the request, or of the error page
 */
export async function begin(
  guarded: GuardedProvider,
  parameters: Record<string, string>,
): Promise<Begun> {
  try {
    return await request(guarded, parameters);
  } catch (error) {
    authLogger.error(new AuthError("SignInError", { err: error, provider: guarded.id }));
    return { address: errorPage("Configuration"), checks: [] };
  }
}

async function request(
  guarded: GuardedProvider,
  parameters: Record<string, string>,
): Promise<Begun> {
  const config = await configurationOf(guarded);
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = guarded.relyingParty ? client.randomNonce() : undefined;
  const query = new URLSearchParams({
    ...guarded.provider.parameters,
    ...parameters,
    state,
    redirect_uri: redirectUriOf(guarded.id),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  if (nonce !== undefined) query.set("nonce", nonce);
  const { href } = client.buildAuthorizationUrl(config, query);
  const signIn = { state, verifier, nonce, provider: guarded.id, target: DEFAULT_PATH, epoch: 0 };
  return { address: href, checks: await checksFor(signIn) };
}
