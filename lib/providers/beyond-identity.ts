import "server-only";
import { customFetch } from "next-auth";
import type { OIDCConfig } from "next-auth/providers";
import { authFetch } from "@/lib/auth-fetch";
import type { Env } from "@/lib/env";

type Profile = { sub: string; name?: string; email?: string; preferred_username?: string };

/** @returns sign-in with a passkey, as Auth.js wants it described. */
export function beyondIdentity(env: Env): OIDCConfig<Profile> {
  return {
    id: "beyondidentity",
    name: "Beyond Identity",
    type: "oidc",
    issuer: env.issuer,
    clientId: env.clientId,
    clientSecret: env.clientSecret,
    client: { token_endpoint_auth_method: "client_secret_basic" },
    // Auth.js sends PKCE alone by default.
    checks: ["pkce", "state", "nonce"],
    authorization: {
      params: { scope: ["openid profile email", ...(env.backend?.scopes ?? [])].join(" ") },
    },
    profile: ({ sub, name, email, preferred_username }) => ({
      id: sub,
      name,
      email: email ?? preferred_username ?? null,
    }),
    [customFetch]: authFetch,
  };
}
