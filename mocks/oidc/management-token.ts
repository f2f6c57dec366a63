import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse } from "../cloud/sent-response.ts";
import { singleParameters } from "./single-parameters.ts";
import { tokenRefusal } from "./token-responses.ts";
import { verifyManagementToken } from "./verify-management-token.ts";

/**
 * Requires a management token with a scope. The cloud accepts no client secret here for applications that people sign
 * in to.
 *
 * @throws Refusal 401 without a valid token, 403 without the scope
 */
export async function demandManagementToken(exchange: Exchange, scope: string): Promise<void> {
  const { emulator, request } = exchange;
  const token = await verifyManagementToken(emulator, request, (reason) => refused(401, reason));
  demand(token.scope.split(" ").includes(scope), () =>
    refused(403, `the bearer token lacks the scope ${scope}`),
  );
}

/** @throws Refusal 400 when the form has no `token` */
export async function tokenParameter({ request, inputs }: Exchange): Promise<string> {
  const form = singleParameters(inputs.parameters(await request.text()), (reason) =>
    tokenRefusal("invalid_request", reason),
  );
  demand(form.token !== undefined, () => tokenRefusal("invalid_request", "token is missing"));
  return form.token;
}

function refused(status: 401 | 403, reason: string): Refusal {
  const error = status === 401 ? "invalid_token" : "insufficient_scope";
  const headers = { "www-authenticate": `Bearer error="${error}"` };
  return new Refusal(reason, () => jsonResponse({ error }, { status, headers }));
}
