import { decodeJwt } from "jose";
import { HttpResponse } from "msw";
import type { Emulator } from "../emulator.ts";
import type { AccessToken } from "../model.ts";
import type { Exchange } from "../route.ts";
import { seed } from "../seed.ts";
import { webApplication } from "./applications.ts";
import { authenticateClient } from "./client-authentication.ts";
import { authorizeTokenManager, tokenParameter } from "./manage-tokens.ts";
import { findAccessToken } from "./verify-access-token.ts";

/**
 * Says whether an access token is alive, and what it says (RFC 7662), to a client of the realm or to a management token
 * with `tokens:introspect`. Of anything else it says no more than that it is not.
 */
export async function introspect(exchange: Exchange): Promise<Response> {
  const { emulator, request, params } = exchange;
  const application = webApplication(emulator);
  if (request.headers.get("authorization")?.startsWith("Basic ")) {
    authenticateClient(request, {}, application);
  } else {
    await authorizeTokenManager(exchange, "tokens:introspect");
  }
  const value = await tokenParameter(exchange);
  const isOfRealm = params.tenantId === seed.tenant.id && params.realmId === seed.realm.id;
  const record = isOfRealm ? await findAccessToken(emulator, application, value) : undefined;
  const body =
    record && isAlive(emulator, record)
      ? { active: true, client_id: application.clientId, ...decodeJwt(value) }
      : { active: false };
  return HttpResponse.json(body, { headers: { "cache-control": "no-store" } });
}

function isAlive({ store, clock }: Emulator, record: AccessToken): boolean {
  const identity = store.state.identities.find(({ id }) => id === record.subject);
  return (
    record.revokedAt === undefined &&
    record.expiresAt > clock.now() &&
    identity?.status === "active"
  );
}
