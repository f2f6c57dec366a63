import type { Emulator } from "../emulator.ts";
import { demand } from "../refusal.ts";
import { seed } from "../seed.ts";
import {
  ACCESS_TOKEN_SECONDS,
  recordAccessToken,
  resourceName,
  signAccessToken,
} from "./access-token.ts";
import type { Application } from "./applications.ts";
import { managementScopes } from "./scopes.ts";
import { tokenRefusal } from "./token-refusals.ts";

/**
 * The client credentials grant (RFC 6749 section 4.4) of the management application.
 *
 * @param wanted scopes, separated by spaces; all of them when undefined
 * @returns the body of the token answer
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
  const record = recordAccessToken(emulator, application, {
    subject: application.clientId,
    principalType: "application",
    scope,
  });
  const accessToken = await signAccessToken(emulator, application, record, {
    aud: ["beyondidentity"],
    scope,
    bi_ty: "client_credentials",
    bi_p: resourceName(application),
    bi_t: seed.tenant.id,
    bi_r: "*",
  });
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
    scope,
  };
}
