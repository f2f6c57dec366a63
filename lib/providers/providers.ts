import "server-only";
import GitHub from "next-auth/providers/github";
import { type Env, getEnv } from "@/lib/env/env";
import { invalidVariable } from "@/lib/env/environment-error";
import { beyondIdentity } from "@/lib/providers/beyond-identity";
import { configuredOidc } from "@/lib/providers/configured-oidc";
import { type GuardedProvider, guardProvider } from "@/lib/providers/guarded-provider";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { requireThat } from "@/lib/require-that";

/**
 * Every configured way to sign in. Another provider is one more entry here.
 *
 * @throws EnvironmentError naming a provider that cannot be checked, or one of two that share an id or an issuer
 */
export function configuredProviders(env: Env): GuardedProvider[] {
  const { github, oidc } = env;
  const providers = [
    guardProvider(beyondIdentity(env), { keysOnOtherHost: false }),
    ...(github ? [guardProvider(GitHub(github), { issuer: "https://github.com" })] : []),
    ...(oidc ? [guardProvider(configuredOidc(oidc))] : []),
  ];
  requireDistinct(providers);
  return providers;
}

/** Accounts are told apart by the issuer: what one provider says must never open an account of another. */
function requireDistinct(providers: GuardedProvider[]): void {
  for (const [index, { id, issuer }] of providers.entries()) {
    const isTaken = providers
      .slice(0, index)
      .some((other) => other.id === id || other.issuer === issuer);
    requireThat(!isTaken, () =>
      invalidVariable(`provider ${id}`, "has the id or the issuer of another provider"),
    );
  }
}

/** @returns the configured ways to sign in beside the passkey. */
export function otherProviders(): GuardedProvider[] {
  return configuredProviders(getEnv()).filter(({ id }) => id !== PASSKEY_PROVIDER_ID);
}

/** @returns whether a sign-in with a configured provider leads there. */
export function isProviderOrigin(origin: string): boolean {
  return configuredProviders(getEnv()).some(({ issuer }) => new URL(issuer).origin === origin);
}

/**
 * @param id of a provider in Auth.js
 * @returns null for a provider that is not configured
 */
export function configuredProvider(id: string): GuardedProvider | null {
  return configuredProviders(getEnv()).find((provider) => provider.id === id) ?? null;
}

/**
 * Accounts are told apart by issuer and subject, never by email address: whoever controls an address at one provider
 * must not get the account that was made with another (OIDC Core section 5.7).
 *
 * @param providerId id of the provider in Auth.js
 * @returns null for a provider that is not configured
 */
export function issuerOf(providerId: string): string | null {
  return configuredProvider(providerId)?.issuer ?? null;
}

/** @returns whether accounts of that issuer may be signed in here. */
export function isConfiguredIssuer(issuer: string): boolean {
  return configuredProviders(getEnv()).some((provider) => provider.issuer === issuer);
}
