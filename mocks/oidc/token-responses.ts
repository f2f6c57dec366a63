import { Refusal } from "../cloud/refusal.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { jsonOrResponse } from "./misbehaviours/spoil.ts";

type TokenError =
  | "invalid_request"
  | "invalid_grant"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_grant_type";

const headers = { "cache-control": "no-store", pragma: "no-cache" };

/** @returns a refusal of the token endpoint (RFC 6749 section 5.2). The client learns the reason too. */
export function tokenRefusal(error: TokenError, reason: string): Refusal {
  return new Refusal(reason, () =>
    jsonResponse({ error, error_description: reason }, { status: 400, headers }),
  );
}

/** @returns the refusal of a client that did not authenticate (RFC 6749 section 5.2). */
export function invalidClient(reason: string): Refusal {
  const challenge = { ...headers, "www-authenticate": 'Basic realm="token endpoint"' };
  // Which half is wrong goes to the journal alone.
  const body = { error: "invalid_client", error_description: "client authentication failed" };
  return new Refusal(reason, () => jsonResponse(body, { status: 401, headers: challenge }));
}

/** @returns a successful response of the token endpoint, which must not be cached (RFC 6749 section 5.1). */
export function tokenResponse(body: Record<string, unknown> | SentResponse): SentResponse {
  return jsonOrResponse(body, headers);
}
