import "server-only";
import { z } from "zod";
import { belowBase } from "@/lib/backend/backend-address";
import { BackendError, type BackendErrorCode } from "@/lib/backend/backend-error";
import type { BackendKind } from "@/lib/backend/backend-kind";
import { readLimitedJson } from "@/lib/backend/limited-json";
import { send } from "@/lib/backend/send";
import { letGo } from "@/lib/let-go";

const answerSchema = z
  .object({ token: z.string().min(1), expires_at: z.iso.datetime({ offset: true }) })
  .transform(({ token, expires_at }) => ({ token, expiresAt: Date.parse(expires_at) }));

const REFUSALS: Record<number, BackendErrorCode> = {
  401: "backend_refused",
  403: "backend_refused",
  409: "backend_conflict",
};

const EXCHANGE = "auth/exchange";
const LOGOUT = "auth/logout";

/** The backend takes the id token once and gives out a token of its own, as `examples/backend-django` does. */
export const tokenExchange: BackendKind = {
  scheme: "Token",
  reserved: [EXCHANGE, LOGOUT],

  async exchange(base, idToken) {
    const response = await send(belowBase(base, EXCHANGE), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ id_token: idToken }),
    });
    if (!response.ok) {
      letGo(response.body);
      throw new BackendError(REFUSALS[response.status] ?? "backend_error");
    }
    const answer = answerSchema.safeParse(await readLimitedJson(response));
    if (!answer.success) throw new BackendError("backend_error");
    return answer.data;
  },

  async drop(base, token) {
    const response = await send(belowBase(base, LOGOUT), {
      method: "POST",
      headers: { authorization: `${tokenExchange.scheme} ${token}` },
    });
    letGo(response.body);
    // 401: it has run out or made room for newer ones, which is what was wanted.
    if (!response.ok && response.status !== 401) throw new BackendError("backend_error");
  },
};
