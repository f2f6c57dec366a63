import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { applicationOf } from "./applications.ts";
import { profileClaims } from "./id-token.ts";
import { jsonOrResponse, misbehaviourOf } from "./misbehaviours/spoil.ts";
import { subjectOf } from "./subject.ts";
import { verifyAccessToken } from "./verify-access-token.ts";

/** Returns the claims about the bearer of an access token (OpenID Connect Core section 5.3). */
export async function userinfo(exchange: Exchange): Promise<SentResponse> {
  const { emulator, request } = exchange;
  traceEvent("UserinfoRead");
  const application = applicationOf(exchange);
  traceSubject({ application_id: application.id });
  const expected = { application, audience: application.clientId };
  const record = await verifyAccessToken(emulator, request, expected, invalidToken);
  traceCheck("Identity exists");
  const identity = emulator.store.state.identities.find(({ id }) => id === record.subject);
  demand(identity, () => invalidToken("the identity of the bearer token was deleted"));
  const sub = subjectOf(application, identity, invalidToken);
  const claims = { sub, ...profileClaims(identity, record.scope) };
  return jsonOrResponse(misbehaviourOf(exchange)?.userinfo?.(claims) ?? claims);
}

/** RFC 6750 section 3. */
function invalidToken(reason: string): Refusal {
  const body = { error: "invalid_token", error_description: reason };
  const headers = { "www-authenticate": `Bearer error="invalid_token"` };
  return new Refusal(reason, () => jsonResponse(body, { status: 401, headers }));
}
