import "server-only";
import { z } from "zod";
import { basicAuthorization } from "@/lib/beyond-identity/client-authentication";
import { requestCloud } from "@/lib/beyond-identity/cloud-request";
import type { ManagementCredentials } from "@/lib/env";

/** What the app asks of the management API, and no more. */
export const MANAGEMENT_SCOPES = [
  "identities:create",
  "identities:read",
  "credential-binding-jobs:create",
  "credential-binding-jobs:read",
  "credential-binding-jobs:revoke",
  "credentials:read",
  "credentials:revoke",
  "tokens:delete",
];

const EXPIRY_MARGIN_SECONDS = 60;

const tokenResponse = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

/** Where the management client gets its bearer token. */
export type TokenSource = {
  get(): Promise<string>;
  /** Forgets a token that the cloud refused. @returns whether asking again can help. */
  discard(token: string): boolean;
};

/**
 * @param credentials a pasted token, or a client that fetches tokens with the client-credentials grant (RFC 6749
 * section 4.4); fetched tokens are kept until shortly before they expire, and many callers share one fetch
 */
export function createTokenSource(credentials: ManagementCredentials): TokenSource {
  if (credentials.type === "token") {
    return { get: async () => credentials.token, discard: () => false };
  }
  const client = credentials;
  let current: { token: string; staleAt: number } | undefined;
  let pending: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const response = await requestToken(client);
    const lifetime = Math.max(response.expires_in - EXPIRY_MARGIN_SECONDS, 0);
    current = { token: response.access_token, staleAt: Date.now() + lifetime * 1000 };
    return response.access_token;
  }

  return {
    async get() {
      if (current && Date.now() < current.staleAt) return current.token;
      pending ??= fetchToken().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    discard(token) {
      if (current?.token === token) current = undefined;
      return true;
    },
  };
}

type ClientCredentials = Extract<ManagementCredentials, { type: "client_credentials" }>;

function requestToken({ clientId, clientSecret, issuer }: ClientCredentials) {
  return requestCloud({
    operation: "fetch management token",
    url: new URL(`${issuer}/token`),
    method: "POST",
    headers: {
      authorization: basicAuthorization(clientId, clientSecret),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      scope: MANAGEMENT_SCOPES.join(" "),
    }).toString(),
    idempotent: true,
    schema: tokenResponse,
  });
}
