import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import { seed } from "../cloud/seed.ts";
import { issueAccessToken, resourceName } from "./access-token.ts";
import type { Application } from "./applications.ts";
import { managementScopes } from "./management-scopes.ts";
import { tokenRefusal } from "./token-responses.ts";

const TOKEN_SECONDS = 86_400;

/**
 * The client credentials grant (RFC 6749 section 4.4) of the management application.
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
  const scopes = wanted?.split(" ") ?? managementScopes;
  const unknown = scopes.find((scope) => !managementScopes.includes(scope));
  demand(unknown === undefined, () =>
    tokenRefusal("invalid_scope", `the management API has no scope ${unknown}`),
  );
  const scope = scopes.join(" ");
  const grant = { subject: application.clientId, principalType: "application" as const, scope };
  const accessToken = await issueAccessToken(emulator, application, grant, TOKEN_SECONDS, {
    aud: ["beyondidentity"],
    scope,
    bi_ty: "client_credentials",
    bi_p: resourceName(application),
    bi_t: seed.tenant.id,
    bi_r: "*",
  });
  emulator.issued.record("management_token", accessToken);
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: TOKEN_SECONDS,
    scope,
  };
}
