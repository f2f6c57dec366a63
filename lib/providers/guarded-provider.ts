import "server-only";
import { customFetch } from "next-auth";
import type { OAuth2Config, OAuthConfig, OIDCConfig, Provider } from "next-auth/providers";
import { z } from "zod";
import { isLoopback } from "@/lib/env/cloud-guard";
import { EnvironmentError } from "@/lib/env/environment-error";
import type { RelyingParty } from "@/lib/oidc/relying-party";

/** A provider of Auth.js with all of its checks on. */
export type GuardedProvider = {
  /** Of the provider in Auth.js. */
  id: string;
  /** As the sign-in page shows it. */
  name: string;
  /** Stands for the issuer in the key of an account, also where the provider is no OIDC issuer. */
  issuer: string;
  /** What its id tokens must be for; null where the provider gives out none (plain OAuth). */
  relyingParty: RelyingParty | null;
  /** @param ownFetch makes the calls of this provider that Auth.js makes by itself */
  forAuth: (ownFetch: typeof fetch) => Provider;
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
 * @param provider as Auth.js wants it described. What it says itself about its checks counts for nothing.
 * @param own.issuer what a plain OAuth provider is called in the keys of its accounts
 * @param own.keysOnOtherHost as in `RelyingParty`
 * @returns the provider as it may sign people in
 * @throws EnvironmentError naming a provider that cannot be checked
 */
export function guardProvider<P>(
  provider: OAuthConfig<P>,
  own: { issuer?: string; keysOnOtherHost?: boolean } = {},
): GuardedProvider {
  const told = { ...provider, ...provider.options };
  const issuerTold = provider.type === "oidc" ? told.issuer : own.issuer;
  const parsed = descriptionSchema.safeParse({ ...told, issuer: issuerTold });
  if (!parsed.success) throw refusal(told.id, parsed.error.issues);
  const { id, name, issuer, clientId } = parsed.data;
  const { keysOnOtherHost = true } = own;
  return {
    ...{ id, name, issuer },
    relyingParty: provider.type === "oidc" ? { issuer, clientId, keysOnOtherHost } : null,
    forAuth: (ownFetch) => withChecks(provider, ownFetch),
  };
}

/**
 * Our sign-in cookie is found by `state`, and Auth.js sends PKCE alone by default. It lays the `options` of a provider over
 * the rest.
 */
function withChecks<P>(provider: OAuthConfig<P>, ownFetch: typeof fetch): Provider {
  const calls = { [customFetch]: ownFetch };
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
