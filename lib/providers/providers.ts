import "server-only";
import type { Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import { type Env, getEnv } from "@/lib/env";
import { beyondIdentity } from "@/lib/providers/beyond-identity";

/** Another way to sign in, beside the passkey. */
export type OtherProvider = {
  /** Of the provider in Auth.js. */
  id: string;
  /** As the sign-in page shows it. */
  name: string;
  /** Stands for the issuer in the key of an account, also where the provider is no OIDC issuer. */
  issuer: string;
};

const GITHUB: OtherProvider = { id: "github", name: "GitHub", issuer: "https://github.com" };

/** @returns the configured ways to sign in beside the passkey. */
export function otherProviders(): OtherProvider[] {
  return getEnv().github ? [GITHUB] : [];
}

/** @returns whether a sign-in with a configured provider leads there. */
export function isProviderOrigin(origin: string): boolean {
  const issuers = [getEnv().issuer, ...otherProviders().map(({ issuer }) => issuer)];
  return issuers.some((issuer) => new URL(issuer).origin === origin);
}

/** @returns every configured provider, for Auth.js. */
export function authProviders(env: Env): Provider[] {
  if (!env.github) return [beyondIdentity(env)];
  return [beyondIdentity(env), GitHub({ ...env.github, checks: ["pkce", "state"] })];
}

/**
 * Accounts are told apart by issuer and subject, never by email address: whoever controls an address at one provider
 * must not get the account that was made with another (OIDC Core section 5.7).
 *
 * @param providerId id of the provider in Auth.js
 * @returns null for a provider that is not configured
 */
export function issuerOf(providerId: string): string | null {
  if (providerId === "beyondidentity") return getEnv().issuer;
  return otherProviders().find(({ id }) => id === providerId)?.issuer ?? null;
}

/** @returns whether accounts of that issuer may be signed in here. */
export function isConfiguredIssuer(issuer: string): boolean {
  return issuer === getEnv().issuer || otherProviders().some((other) => other.issuer === issuer);
}
