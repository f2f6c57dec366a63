import { applications } from "../oidc/applications.ts";
import { findAccessToken } from "../oidc/tokens.ts";
import { demand } from "../refusal.ts";
import type { Exchange } from "../route.ts";
import { seed } from "../seed.ts";
import { forbidden, notFound, unauthorized } from "./errors.ts";

/**
 * Lets a call of the management API through that carries a good token with the operation's scope and stays in the
 * emulated tenant and realm.
 *
 * @throws Refusal 401, 403 or 404
 */
export async function requireScope(exchange: Exchange, scope: string): Promise<void> {
  const { emulator, request, params } = exchange;
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  demand(token, () => unauthorized("The Authorization header holds no bearer token."));
  const machine = applications(emulator.origins).find(
    ({ grantType }) => grantType === "client_credentials",
  );
  const record = machine && (await findAccessToken(emulator, machine, token));
  demand(record, () =>
    unauthorized(
      "The token is forged, expired, revoked, or was not issued for the management API.",
    ),
  );
  demand(params.tenantId === seed.tenant.id, () =>
    forbidden("The token belongs to another tenant."),
  );
  demand(record.scope.split(" ").includes(scope), () =>
    forbidden(`The token lacks the scope ${scope}.`),
  );
  demand(params.realmId === seed.realm.id, () => notFound("Realm", String(params.realmId)));
}
