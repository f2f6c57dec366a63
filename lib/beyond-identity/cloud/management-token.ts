import "server-only";
import { z } from "zod";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import { requestCloud } from "@/lib/beyond-identity/cloud/cloud-request";
import { MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import type { ManagementCredentials } from "@/lib/env/env";
import { singleFlight } from "@/lib/single-flight";

const EXPIRY_MARGIN_SECONDS = 60;
/** A cloud that refuses the new token as well is not helped by newer ones. */
const KEPT_AT_LEAST_MS = 60_000;

const tokenResponse = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

/** Provides the bearer token of the management client. */
export type TokenSource = {
  get(): Promise<string>;
  /** Remembers that the cloud took a token: should it refuse it later, a new one helps. */
  accept(token: string): void;
  /** Forgets a token that the cloud refused. @returns whether asking again can help. */
  discard(token: string): boolean;
};

/**
 * @param credentials a fixed token, or a client that fetches tokens with the client-credentials grant (RFC 6749
 * section 4.4). Fetched tokens are cached until shortly before they expire, and concurrent callers share one fetch.
 * @param scopes requested for fetched tokens
 */
export function createTokenSource(
  credentials: ManagementCredentials,
  scopes: string[] = MANAGEMENT_SCOPES,
): TokenSource {
  if (credentials.type === "token") {
    return { get: async () => credentials.token, accept: () => {}, discard: () => false };
  }
  const client = credentials;
  let current: { token: string; staleAt: number; isAccepted: boolean } | undefined;
  let discardedAt = 0;
  const share = singleFlight<string>();

  async function fetchToken(): Promise<string> {
    const response = await requestToken(client, scopes);
    const lifetime = Math.max(response.expires_in - EXPIRY_MARGIN_SECONDS, 0);
    const staleAt = Date.now() + lifetime * 1000;
    current = { token: response.access_token, staleAt, isAccepted: false };
    return response.access_token;
  }

  return {
    async get() {
      if (current && Date.now() < current.staleAt) return current.token;
      return share("token", fetchToken);
    },
    accept(token) {
      if (current?.token === token) current.isAccepted = true;
    },
    discard(token) {
      if (current?.token !== token) return true;
      if (!current.isAccepted && Date.now() - discardedAt < KEPT_AT_LEAST_MS) return false;
      discardedAt = Date.now();
      current = undefined;
      return true;
    },
  };
}

type ClientCredentials = Extract<ManagementCredentials, { type: "client_credentials" }>;

function requestToken({ clientId, clientSecret, issuer }: ClientCredentials, scopes: string[]) {
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
      scope: scopes.join(" "),
    }).toString(),
    idempotent: true,
    schema: tokenResponse,
  });
}
