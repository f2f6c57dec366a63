import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { isOwnTenant } from "../cloud/lookup.ts";
import { demand } from "../cloud/refusal.ts";
import { type Exchange, route } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { verifyManagementToken } from "../oidc/verify-management-token.ts";
import { demandRealm } from "./demand-realm.ts";
import { forbidden, NotFound, unauthorized } from "./refusals.ts";

/** The published 404 of these does not say what is missing. That of a resource server's roles does. */
const IN_GENERAL_WORDS =
  /\/(applications|authenticator-configs|resource-servers)(\/[^/]+)?(\/tokens(\/[^/]+)?)?$/;

type Method = "get" | "post" | "patch" | "delete";

/**
 * Makes the handler of one operation of the management API, which requires a token with its scopes.
 *
 * @param path below the realm, as a pattern of `route`
 * @param scope that the operation requires, such as `identities:read`, or several separated by spaces
 */
export function operation(
  emulator: Emulator,
  method: Method,
  path: string,
  scope: string,
  handle: (exchange: Exchange) => SentResponse | Promise<SentResponse>,
): Endpoint {
  return tenantOperation(emulator, method, `/realms/:realmId([^/:]+)${path}`, scope, handle);
}

/**
 * Makes the handler of one operation on the tenant.
 *
 * @param path below the tenant, as a pattern of `route`
 */
export function tenantOperation(
  emulator: Emulator,
  method: Method,
  path: string,
  scope: string,
  handle: (exchange: Exchange) => SentResponse | Promise<SentResponse>,
): Endpoint {
  const tenant = `${emulator.origins.api}/v1/tenants/:tenantId([^/:]+)`;
  return route(emulator, method, `${tenant}${path}`, async (exchange) => {
    try {
      await authorizeOperation(exchange, scope.split(" "));
      return await handle(exchange);
    } catch (error) {
      const isGeneral = IN_GENERAL_WORDS.test(exchange.url.pathname);
      throw isGeneral && error instanceof NotFound ? error.inGeneralWords() : error;
    }
  });
}

async function authorizeOperation(exchange: Exchange, scopes: string[]): Promise<void> {
  const { emulator, request, params } = exchange;
  const token = await verifyManagementToken(emulator, request, unauthorized);
  demand(isOwnTenant(emulator, params), () =>
    forbidden("the bearer token does not belong to the tenant in the path"),
  );
  const granted = token.scope.split(" ");
  const lacking = scopes.find((scope) => !granted.includes(scope));
  demand(lacking === undefined, () => forbidden(`the bearer token lacks the scope ${lacking}`));
  demandRealm(exchange);
}
