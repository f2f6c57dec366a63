import "server-only";
import GitHub from "next-auth/providers/github";
import { type Env, getEnv } from "@/lib/env/env";
import { invalidVariable } from "@/lib/env/environment-error";
import { beyondIdentity } from "@/lib/providers/beyond-identity";
import { configuredOidc } from "@/lib/providers/configured-oidc";
import { type GuardedProvider, guardProvider } from "@/lib/providers/guarded-provider";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { requireThat } from "@/lib/require-that";

const known = new WeakMap<Env, GuardedProvider[]>();

/**
 * Lists every configured provider. Each configuration is checked once.
 *
 * @throws EnvironmentError as `guardedProviders` does
 */
export function configuredProviders(env: Env): GuardedProvider[] {
  const providers = known.get(env) ?? guardedProviders(env);
  known.set(env, providers);
  return providers;
}

/**
 * Guards every configured provider. To add a provider, add one entry here.
 *
 * @throws EnvironmentError naming a provider whose configuration is not valid, or that shares its id or issuer with
 * another
 */
function guardedProviders(env: Env): GuardedProvider[] {
  const { github, oidc } = env;
  const providers = [
    guardProvider(beyondIdentity(env), { endpointsOnOtherHosts: false }),
    ...(github ? [guardProvider(GitHub(github), { issuer: "https://github.com" })] : []),
    ...(oidc ? [guardProvider(configuredOidc(oidc))] : []),
  ];
  requireDistinct(providers);
  return providers;
}

/**
 * The issuer is part of the key of an account. If two providers shared it, one could sign in to accounts of the other.
 */
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

/** @returns the configured providers other than Beyond Identity. */
export function otherProviders(): GuardedProvider[] {
  return configuredProviders(getEnv()).filter(({ id }) => id !== PASSKEY_PROVIDER_ID);
}

/** @returns whether an origin is that of a configured provider's issuer. */
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
 * Finds the issuer that is part of the key of a provider's accounts. Issuer and subject identify an account, never the
 * email address. Otherwise an attacker who controls an address at one provider could sign in to an account at another
 * (OIDC Core section 5.7).
 *
 * @param providerId id of the provider in Auth.js
 * @returns null for a provider that is not configured
 */
export function issuerOf(providerId: string): string | null {
  return configuredProvider(providerId)?.issuer ?? null;
}

/** @returns whether a configured provider has that issuer. */
export function isConfiguredIssuer(issuer: string): boolean {
  return configuredProviders(getEnv()).some((provider) => provider.issuer === issuer);
}
