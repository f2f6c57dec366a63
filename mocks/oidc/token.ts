import { demand } from "../refusal.ts";
import type { Exchange } from "../route.ts";
import { type Application, applicationOf } from "./applications.ts";
import { authenticateClient } from "./client-authentication.ts";
import { grantClientCredentials } from "./client-credentials.ts";
import { grantSignIn } from "./sign-in-tokens.ts";
import { singleParameters } from "./single-parameters.ts";
import { tokenRefusal, tokenResponse } from "./token-refusals.ts";

const GRANT_TYPES: (string | undefined)[] = ["authorization_code", "client_credentials"];

/** The token endpoint of an application (RFC 6749 section 3.2). */
export async function token(exchange: Exchange): Promise<Response> {
  const application = applicationOf(exchange);
  const form = await formOf(exchange.request);
  authenticateClient(exchange.request, form, application);
  demandGrantType(application, form.grant_type);
  const tokens =
    application.grantType === "authorization_code"
      ? await grantSignIn(exchange, application, form)
      : await grantClientCredentials(exchange.emulator, application, form.scope);
  return tokenResponse(tokens);
}

async function formOf(request: Request): Promise<Partial<Record<string, string>>> {
  const type = request.headers.get("content-type") ?? "";
  demand(type.startsWith("application/x-www-form-urlencoded"), () =>
    tokenRefusal("invalid_request", "the body is not application/x-www-form-urlencoded"),
  );
  return singleParameters(new URLSearchParams(await request.text()), (reason) =>
    tokenRefusal("invalid_request", reason),
  );
}

function demandGrantType(application: Application, grantType: string | undefined): void {
  demand(grantType !== undefined, () => tokenRefusal("invalid_request", "grant_type is missing"));
  demand(GRANT_TYPES.includes(grantType), () =>
    tokenRefusal("unsupported_grant_type", "the emulator does not know this grant_type"),
  );
  demand(grantType === application.grantType, () =>
    tokenRefusal("unauthorized_client", `this application may use ${application.grantType} alone`),
  );
}
