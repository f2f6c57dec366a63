import "server-only";
import * as client from "openid-client";
import { providerFetch } from "@/lib/auth/provider-fetch";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import { isLoopback } from "@/lib/env/cloud-guard";
import type { GuardedProvider } from "@/lib/providers/guarded-provider";

/**
 * Prepares openid-client for one provider. Its discovery document is fetched for each sign-in, so a change there counts
 * at once.
 *
 * @throws what openid-client throws when the document cannot be fetched, or is not acceptable
 */
export async function configurationOf(guarded: GuardedProvider): Promise<client.Configuration> {
  const { provider } = guarded;
  const { issuer, clientId, clientSecret } = provider;
  const guardedFetch = providerFetch(guarded);
  const calls: client.CustomFetch = (url, options) => guardedFetch(url, options as RequestInit);
  if (provider.type === "oauth") {
    const authentication = client.ClientSecretPost(clientSecret);
    const config = new client.Configuration(
      { issuer, ...provider.endpoints },
      clientId,
      undefined,
      authentication,
    );
    config[client.customFetch] = calls;
    return config;
  }
  // OpenID Connect needs https, except for the emulator.
  const execute = isLoopback(new URL(issuer)) ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, undefined, asBasic(clientId, clientSecret), {
    execute,
    [client.customFetch]: calls,
  });
}

/** Like all other requests of the app to Beyond Identity. openid-client would encode more characters. */
function asBasic(clientId: string, clientSecret: string): client.ClientAuth {
  return (_server, _client, _body, headers) =>
    headers.set("authorization", basicAuthorization(clientId, clientSecret));
}
