import "server-only";
import type { Env } from "@/lib/env/env";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import type { OpenIdProvider } from "@/lib/providers/provider";

/** @returns the provider for signing in with a passkey. */
export function beyondIdentity(env: Env): OpenIdProvider {
  return {
    type: "oidc",
    id: PASSKEY_PROVIDER_ID,
    name: "Beyond Identity",
    issuer: env.issuer,
    clientId: env.clientId,
    clientSecret: env.clientSecret,
    parameters: { scope: ["openid profile email", ...(env.backend?.scopes ?? [])].join(" ") },
    userFrom: ({ sub: id, name, email, preferred_username }) => ({
      id,
      name: name ?? null,
      email: email ?? preferred_username ?? null,
    }),
  };
}
