import "server-only";
import type { customFetch } from "next-auth";
import type { OAuth2Config, OAuthConfig, OIDCConfig, Provider } from "next-auth/providers";
import { z } from "zod";
import { isLoopback } from "@/lib/env/cloud-guard";
import { EnvironmentError } from "@/lib/env/environment-error";
import type { RelyingParty } from "@/lib/oidc/relying-party";

/** How Auth.js calls a provider. */
type ProviderCalls = { [customFetch]: typeof fetch };

/** An Auth.js provider with all checks enabled. */
export type GuardedProvider = {
  /** The id of the provider in Auth.js. */
  id: string;
  /** The name on the sign-in page. */
  name: string;
  /** The issuer in the key of an account. For a provider without OpenID Connect, a fixed name. */
  issuer: string;
  /** What its id tokens are verified against. Null for plain OAuth, which has no id tokens. */
  relyingParty: RelyingParty | null;
  forAuthJs: (calls: ProviderCalls) => Provider;
};

const descriptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z
    .url({ protocol: /^https?$/, error: "has no issuer" })
    .refine((issuer) => issuer.startsWith("https:") || isLoopback(new URL(issuer)), {
      error: "has an issuer that is not https",
    }),
  clientId: z.string("has no client id").min(1, "has no client id"),
});

/**
 * Enables all checks on a provider.
 *
 * @param provider the Auth.js provider. Its own setting for `checks` is replaced.
 * @param own.issuer the issuer in the keys of accounts, for a plain OAuth provider
 * @param own.endpointsOnOtherHosts as in `RelyingParty`
 * @throws EnvironmentError naming the provider and the part of its configuration that is not valid
 */
export function guardProvider<P>(
  provider: OAuthConfig<P>,
  own: { issuer?: string; endpointsOnOtherHosts?: boolean } = {},
): GuardedProvider {
  const merged = { ...provider, ...provider.options };
  const accountIssuer = provider.type === "oidc" ? merged.issuer : own.issuer;
  const parsed = descriptionSchema.safeParse({ ...merged, issuer: accountIssuer });
  if (!parsed.success) throw refusal(merged.id, parsed.error.issues);
  const { id, name, issuer, clientId } = parsed.data;
  const { endpointsOnOtherHosts = true } = own;
  return {
    ...{ id, name, issuer },
    relyingParty: provider.type === "oidc" ? { issuer, clientId, endpointsOnOtherHosts } : null,
    forAuthJs: (calls) => withChecks(provider, calls),
  };
}

/**
 * By default Auth.js uses only PKCE, but this app finds its sign-in cookie by `state`. The checks are set twice because
 * Auth.js lets the `options` of a provider override the rest.
 */
function withChecks<P>(provider: OAuthConfig<P>, calls: ProviderCalls): Provider {
  if (provider.type === "oidc") {
    const checks: OIDCConfig<P>["checks"] = ["pkce", "state", "nonce"];
    return { ...provider, ...calls, checks, options: { ...provider.options, ...calls, checks } };
  }
  const checks: OAuth2Config<P>["checks"] = ["pkce", "state"];
  return { ...provider, ...calls, checks, options: { ...provider.options, ...calls, checks } };
}

function refusal(id: string, issues: { message: string }[]): EnvironmentError {
  return new EnvironmentError(
    issues.map(({ message }) => ({ variable: `provider ${id}`, problem: message })),
  );
}
