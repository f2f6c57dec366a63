import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { type Application, applicationOf, grantTypesOf } from "./applications.ts";
import { authenticateClient } from "./client-authentication.ts";
import { grantClientCredentials } from "./client-credentials.ts";
import { misbehaviourOf } from "./misbehaviours/spoil.ts";
import { grantRefresh, grantSignIn } from "./sign-in-tokens.ts";
import { singleParameters } from "./single-parameters.ts";
import { tokenRefusal, tokenResponse } from "./token-responses.ts";

const GRANT_TYPES: (string | undefined)[] = [
  "authorization_code",
  "client_credentials",
  "refresh_token",
];

/** The token endpoint of an application (RFC 6749 section 3.2). */
export async function token(exchange: Exchange): Promise<SentResponse> {
  traceEvent("TokenRequest");
  const application = applicationOf(exchange);
  traceSubject({ application_id: application.id });
  traceCheck("Form of the request");
  const form = await formOf(exchange);
  traceCheck("Client authentication");
  authenticateClient(exchange.request, form, application);
  traceCheck("Grant type");
  demandGrantType(exchange.emulator, application, form.grant_type);
  const tokens = await grantTokens(exchange, application, form);
  return tokenResponse(misbehaviourOf(exchange)?.tokenResponse?.(tokens) ?? tokens);
}

async function formOf({ request, inputs }: Exchange): Promise<Partial<Record<string, string>>> {
  const type = request.headers.get("content-type") ?? "";
  demand(type.startsWith("application/x-www-form-urlencoded"), () =>
    tokenRefusal("invalid_request", "the body is not application/x-www-form-urlencoded"),
  );
  return singleParameters(inputs.parameters(await request.text()), (reason) =>
    tokenRefusal("invalid_request", reason),
  );
}

function grantTokens(
  exchange: Exchange,
  application: Application,
  form: Partial<Record<string, string>>,
): Promise<Record<string, unknown>> {
  if (form.grant_type === "refresh_token") return grantRefresh(exchange, application, form);
  if (form.grant_type === "authorization_code") return grantSignIn(exchange, application, form);
  return grantClientCredentials(exchange.emulator, application, form);
}

function demandGrantType(
  emulator: Emulator,
  application: Application,
  grantType: string | undefined,
): void {
  demand(grantType !== undefined, () => tokenRefusal("invalid_request", "grant_type is missing"));
  demand(GRANT_TYPES.includes(grantType), () =>
    tokenRefusal("unsupported_grant_type", "the emulator does not support this grant_type"),
  );
  const isMachine = grantType === "client_credentials";
  demand(!isMachine || !application.isPublic, () =>
    tokenRefusal("unauthorized_client", "a public client cannot use client_credentials"),
  );
  const allowed = grantTypesOf(emulator, application);
  demand(allowed.includes(grantType), () =>
    tokenRefusal("unauthorized_client", `this application may only use ${allowed.join(" and ")}`),
  );
}
