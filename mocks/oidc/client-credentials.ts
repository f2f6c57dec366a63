import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import { issueAccessToken, resourceName } from "./access-token.ts";
import type { Application } from "./applications.ts";
import { tokenRefusal } from "./token-responses.ts";

/**
 * The client credentials grant (RFC 6749 section 4.4) of a machine client.
 *
 * @param wanted scopes, separated by spaces, or undefined for all of them
 * @returns the body of the token response
 * @throws Refusal invalid_scope
 */
export async function grantClientCredentials(
  emulator: Emulator,
  application: Application,
  wanted: string | undefined,
): Promise<Record<string, unknown>> {
  const scopes = wanted?.split(" ") ?? application.allowedScopes;
  const unknown = scopes.find((scope) => !application.allowedScopes.includes(scope));
  demand(unknown === undefined, () =>
    tokenRefusal("invalid_scope", `this application may not have the scope ${unknown}`),
  );
  const scope = scopes.join(" ");
  const grant = { subject: application.clientId, principalType: "application" as const, scope };
  const accessToken = await issueAccessToken(
    emulator,
    application,
    grant,
    application.tokenSeconds,
    {
      aud: [application.audience ?? application.clientId],
      scope,
      bi_ty: "client_credentials",
      bi_p: resourceName(emulator, application),
      bi_t: emulator.store.state.world.tenant.id,
      bi_r: "*",
    },
  );
  emulator.issued.record("management_token", accessToken);
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: application.tokenSeconds,
    scope,
  };
}
