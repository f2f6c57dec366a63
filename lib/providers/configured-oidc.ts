import "server-only";
import type { OIDCConfig } from "next-auth/providers";
import type { OidcSettings } from "@/lib/env/env";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";

type Profile = { sub: string; name?: string; email?: string; preferred_username?: string };

/** @returns the Auth.js provider for the issuer in `AUTH_OIDC_*`. */
export function configuredOidc(settings: OidcSettings): OIDCConfig<Profile> {
  return {
    ...settings,
    id: "oidc",
    type: "oidc",
    client: { token_endpoint_auth_method: "client_secret_basic" },
    authorization: {
      params: {
        scope: "openid profile email",
        // With this parameter a provider must send `auth_time` (OIDC Core section 3.1.2.1).
        max_age: ABSOLUTE_LIMIT_MS / 1000,
      },
    },
    profile: ({ sub, name, email, preferred_username }) => ({
      id: sub,
      name: name ?? preferred_username ?? null,
      email: email ?? null,
    }),
  };
}
