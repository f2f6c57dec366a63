import { customFetch } from "next-auth";
import type { Provider } from "next-auth/providers";
import { providerFetch } from "@/lib/auth/provider-fetch";
import type { Env } from "@/lib/env/env";
import { configuredProviders } from "@/lib/providers/providers";

/**
 * Describes every configured provider for Auth.js. Each gets a guarded `fetch`.
 *
 * @throws EnvironmentError naming a provider whose configuration is not valid
 */
export function authProviders(env: Env): Provider[] {
  return configuredProviders(env).map((provider) =>
    provider.forAuthJs({ [customFetch]: providerFetch(provider) }),
  );
}
