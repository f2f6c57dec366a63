import "server-only";
import type { OidcSettings } from "@/lib/env/env";
import type { OpenIdProvider } from "@/lib/providers/provider";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";

/** @returns the provider for the issuer in `AUTH_OIDC_*`. */
export function configuredOidc(settings: OidcSettings): OpenIdProvider {
  return {
    ...settings,
    type: "oidc",
    id: "oidc",
    parameters: {
      scope: "openid profile email",
      // With this parameter a provider must send `auth_time` (OIDC Core section 3.1.2.1).
      max_age: `${ABSOLUTE_LIMIT_MS / 1000}`,
    },
    userFrom: ({ sub: id, name, email, preferred_username }) => ({
      id,
      name: name ?? preferred_username ?? null,
      email: email ?? null,
    }),
  };
}
