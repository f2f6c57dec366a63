import "server-only";
import { z } from "zod";
import { urlBelowBase } from "@/lib/backend/backend-address";
import type { BackendKind } from "@/lib/backend/backend-kind";
import { send } from "@/lib/backend/send";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import { discardBody } from "@/lib/discard-body";
import { getEnv } from "@/lib/env/env";
import { Failure, type FailureCode } from "@/lib/failure";
import { limitedJson } from "@/lib/limited-body";
import { retryAfterSeconds } from "@/lib/retry-after";

const answerSchema = z
  .object({ token: z.string().min(1), expires_at: z.iso.datetime({ offset: true }) })
  .transform(({ token, expires_at }) => ({ token, expiresAt: Date.parse(expires_at) }));

const REFUSALS: Record<number, FailureCode> = {
  401: "backend_refused",
  403: "backend_refused",
  409: "backend_conflict",
};

/** Used when a busy backend sends no `Retry-After`. */
const DEFAULT_WAIT_SECONDS = 60;

const EXCHANGE = "auth/exchange";
const LOGOUT = "auth/logout";

/** The backend accepts each id token once and issues its own token for it, as `examples/backend-django` does. */
export const tokenExchange: BackendKind = {
  scheme: "Token",
  reserved: [EXCHANGE, LOGOUT],

  async exchange(base, idToken) {
    const response = await send(urlBelowBase(base, EXCHANGE), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...ownAuthorization(),
      },
      body: JSON.stringify({ id_token: idToken }),
    });
    if (!response.ok) {
      discardBody(response.body);
      throw refusal(response);
    }
    const answer = answerSchema.safeParse(await limitedJson(response));
    if (!answer.success) throw new Failure("backend_error");
    return answer.data;
  },

  async revokeToken(base, token) {
    const response = await send(urlBelowBase(base, LOGOUT), {
      method: "POST",
      headers: { authorization: `${tokenExchange.scheme} ${token}` },
    });
    discardBody(response.body);
    // 401: the token has expired or newer tokens have replaced it, so it is already revoked.
    if (!response.ok && response.status !== 401) throw new Failure("backend_error");
  },
};

/** Authenticates the app as a client of the backend (RFC 6749 section 2.3.1) when the two share a secret. */
function ownAuthorization(): Record<string, string> {
  const { clientId, backendExchangeSecret: secret } = getEnv();
  return secret === null ? {} : { authorization: basicAuthorization(clientId, secret) };
}

function refusal({ status, headers }: Response): Failure {
  if (status !== 429) return new Failure(REFUSALS[status] ?? "backend_error");
  const wait = retryAfterSeconds(headers.get("retry-after"));
  return new Failure("backend_busy", { retryAfterSeconds: wait || DEFAULT_WAIT_SECONDS });
}
