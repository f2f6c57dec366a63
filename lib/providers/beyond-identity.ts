import "server-only";
import type { OIDCConfig } from "next-auth/providers";
import type { Env } from "@/lib/env/env";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";

type Profile = { sub: string; name?: string; email?: string; preferred_username?: string };

/** @returns the Auth.js provider for signing in with a passkey. */
export function beyondIdentity(env: Env): OIDCConfig<Profile> {
  return {
    id: PASSKEY_PROVIDER_ID,
    name: "Beyond Identity",
    type: "oidc",
    issuer: env.issuer,
    clientId: env.clientId,
    clientSecret: env.clientSecret,
    client: { token_endpoint_auth_method: "client_secret_basic" },
    authorization: {
      params: { scope: ["openid profile email", ...(env.backend?.scopes ?? [])].join(" ") },
    },
    profile: ({ sub, name, email, preferred_username }) => ({
      id: sub,
      name,
      email: email ?? preferred_username ?? null,
    }),
  };
}
