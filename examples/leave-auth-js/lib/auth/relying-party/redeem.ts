import "server-only";
import * as client from "openid-client";
import type { Account, User } from "@/lib/auth/auth-types";
import { redirectUriOf } from "@/lib/auth/relying-party/addresses";
import { configurationOf } from "@/lib/auth/relying-party/configuration";
import type { GuardedProvider } from "@/lib/providers/guarded-provider";
import { claimsSchema } from "@/lib/providers/provider";

/** What the start of a sign-in left in the browser. */
export type Checks = { state: string; verifier: string; nonce?: string | undefined };

/**
 * Redeems the code of an authorization response. openid-client checks the response and the claims of the id token.
 * `admitSignIn` verifies its signature afterwards.
 *
 * @param response parameters of the callback
 * @throws what openid-client throws when a response is not acceptable
 */
export async function redeem(
  guarded: GuardedProvider,
  response: URLSearchParams,
  { state, verifier, nonce }: Checks,
): Promise<{ account: Account; user: User }> {
  const config = await configurationOf(guarded);
  const tokens = await client.authorizationCodeGrant(
    config,
    new URL(`${redirectUriOf(guarded.id)}?${response}`),
    {
      expectedState: state,
      pkceCodeVerifier: verifier,
      idTokenExpected: guarded.provider.type === "oidc",
      ...(nonce !== undefined && { expectedNonce: nonce }),
    },
  );
  const { provider } = guarded;
  const user =
    provider.type === "oidc"
      ? provider.userFrom(claimsSchema.parse(tokens.claims()))
      : await provider.fetchUser(config, tokens.access_token);
  const expiresIn = tokens.expires_in;
  const account: Account = {
    provider: guarded.id,
    type: provider.type,
    providerAccountId: user.id,
    token_type: tokens.token_type,
    access_token: tokens.access_token,
    refresh_token: tokens.refresh_token,
    id_token: tokens.id_token,
    expires_at: expiresIn === undefined ? undefined : Math.floor(Date.now() / 1000) + expiresIn,
  };
  return { account, user };
}
