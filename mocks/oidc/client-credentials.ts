import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { issueAccessToken, resourceName } from "./access-token.ts";
import type { Application } from "./applications.ts";
import { tokenRefusal } from "./token-responses.ts";
import { wishesOf } from "./token-wishes.ts";

/**
 * The client credentials grant (RFC 6749 section 4.4) of a machine client.
 *
 * @param form whose `scope` has the scopes that are wanted, separated by spaces. Without it the client gets all of its own.
 * @returns the body of the token response
 * @throws Refusal invalid_scope or invalid_request
 */
export async function grantClientCredentials(
  emulator: Emulator,
  application: Application,
  form: Partial<Record<string, string>>,
): Promise<Record<string, unknown>> {
  traceSubject({ kind: "machine_token" });
  traceCheck("Scope");
  const scopes = form.scope?.split(" ") ?? application.allowedScopes;
  const unknown = scopes.find((scope) => !application.allowedScopes.includes(scope));
  demand(unknown === undefined, () =>
    tokenRefusal("invalid_scope", `this application may not have the scope ${unknown}`),
  );
  const { lifetimeSeconds, customClaims } = wishesOf(application, form);
  const scope = scopes.join(" ");
  const grant = { subject: application.clientId, principalType: "application" as const, scope };
  const accessToken = await issueAccessToken(emulator, application, grant, lifetimeSeconds, {
    aud: [application.audience ?? application.clientId],
    scope,
    bi_ty: "client_credentials",
    bi_p: resourceName(emulator, application),
    bi_t: emulator.store.state.world.tenant.id,
    bi_r: "*",
    bi_custom: customClaims,
  });
  traceEvent("TokenOperation", "CREATE", "Issued: access token.");
  emulator.issued.record("management_token", accessToken);
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    scope,
  };
}
