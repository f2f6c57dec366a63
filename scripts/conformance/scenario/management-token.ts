import { decodeJwt } from "jose";
import { ConformanceError } from "../conformance-error.ts";
import type { Send } from "../recorder.ts";
import { Unmet } from "../recorder.ts";
import type { ApiCredentials } from "../target.ts";

/** The one scope that a narrow token has, which allows nothing that the scenario does. */
const NARROW = "themes:read";

/**
 * @returns a token of the management API with all scopes of its client
 * @throws ConformanceError when the cloud gives none
 */
export async function managementToken(send: Send, credentials: ApiCredentials): Promise<string> {
  if ("token" in credentials) return credentials.token;
  const token = await requestToken(send, credentials).catch(() => {
    throw new ConformanceError("The cloud cannot be reached.");
  });
  if (!token)
    throw new ConformanceError("The cloud gives no token for BEYOND_IDENTITY_API_CLIENT_ID.");
  return token;
}

/** @returns what a token says that it may do, or null when it does not say */
export function scopesOf(token: string): string[] | null {
  try {
    const { scope } = decodeJwt(token);
    return typeof scope === "string" ? scope.split(" ") : null;
  } catch {
    return null;
  }
}

/** @throws Unmet when the credentials are a token, which cannot be narrowed, or the cloud gives none */
export async function narrowToken(send: Send, credentials: ApiCredentials): Promise<string> {
  if ("token" in credentials) throw new Unmet();
  const token = await requestToken(send, credentials, NARROW).catch(() => undefined);
  if (!token) throw new Unmet();
  return token;
}

async function requestToken(
  send: Send,
  { clientId, clientSecret, issuer }: Exclude<ApiCredentials, { token: string }>,
  scope?: string,
): Promise<string | undefined> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope === undefined ? {} : { scope }),
  });
  const response = await send(new Request(`${issuer}/token`, { method: "POST", body }));
  const answer: unknown = await response.json().catch(() => undefined);
  const token = typeof answer === "object" && answer && Reflect.get(answer, "access_token");
  return typeof token === "string" ? token : undefined;
}
