import type { HttpHandler } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import { findRealm, isOwnTenant } from "../cloud/lookup.ts";
import { demand } from "../cloud/refusal.ts";
import { type Exchange, route } from "../cloud/route.ts";
import { verifyManagementToken } from "../oidc/verify-management-token.ts";
import { forbidden, notFound, unauthorized } from "./refusals.ts";

/**
 * Makes the handler of one operation of the management API, which requires a token with its scope.
 *
 * @param path below the realm, as an MSW pattern
 * @param scope that the operation requires, such as `identities:read`
 */
export function operation(
  emulator: Emulator,
  method: "get" | "post" | "patch" | "delete",
  path: string,
  scope: string,
  handle: (exchange: Exchange) => Response | Promise<Response>,
): HttpHandler {
  const realm = `${emulator.origins.api}/v1/tenants/:tenantId/realms/:realmId`;
  return route(emulator, method, `${realm}${path}`, async (exchange) => {
    await authorizeOperation(exchange, scope);
    return handle(exchange);
  });
}

async function authorizeOperation(exchange: Exchange, scope: string): Promise<void> {
  const { emulator, request, params } = exchange;
  const token = await verifyManagementToken(emulator, request, unauthorized);
  demand(isOwnTenant(emulator, params), () =>
    forbidden("the bearer token does not belong to the tenant in the path"),
  );
  demand(token.scope.split(" ").includes(scope), () =>
    forbidden(`the bearer token lacks the scope ${scope}`),
  );
  demand(findRealm(emulator, params.realmId), () =>
    notFound("Realm", "realm", params.realmId ?? ""),
  );
}
