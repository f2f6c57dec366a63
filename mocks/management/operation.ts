import type { HttpHandler } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import { type Exchange, route } from "../cloud/route.ts";
import { seed } from "../cloud/seed.ts";
import { managementApplication } from "../oidc/applications.ts";
import { verifyAccessToken } from "../oidc/verify-access-token.ts";
import { forbidden, notFound, unauthorized } from "./refusals.ts";

const REALM_IDS: (string | undefined)[] = [seed.realm.id, seed.adminRealm.id];

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
  const application = managementApplication(emulator);
  const expected = { application, audience: "beyondidentity" };
  const token = await verifyAccessToken(emulator, request, expected, unauthorized);
  demand(params.tenantId === seed.tenant.id, () =>
    forbidden("the bearer token does not belong to the tenant in the path"),
  );
  demand(token.scope.split(" ").includes(scope), () =>
    forbidden(`the bearer token lacks the scope ${scope}`),
  );
  demand(REALM_IDS.includes(params.realmId), () =>
    notFound("Realm", "realm", params.realmId ?? ""),
  );
}
