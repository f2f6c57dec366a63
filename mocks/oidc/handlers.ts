import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { route } from "../cloud/route.ts";
import { preflight } from "../sdk/preflight.ts";
import { authorize } from "./authorize.ts";
import { discovery, jwks } from "./discovery.ts";
import { introspect } from "./introspect.ts";
import {
  bearerDialect,
  clientDialect,
  introspectionDialect,
  pageDialect,
} from "./planted-refusals.ts";
import { revoke } from "./revoke.ts";
import { token } from "./token.ts";
import { userinfo } from "./userinfo.ts";

/** @returns the OpenID Connect endpoints of every application. */
export function oidcHandlers(emulator: Emulator): Endpoint[] {
  const realm = `${emulator.origins.auth}/v1/tenants/:tenantId/realms/:realmId`;
  const application = `${realm}/applications/:applicationId`;
  return [
    route(emulator, "get", `${application}/.well-known/openid-configuration`, discovery),
    route(emulator, "get", `${application}/.well-known/jwks.json`, jwks),
    route(emulator, "get", `${application}/authorize`, authorize, pageDialect),
    preflight(emulator, `${application}/token`),
    route(emulator, "post", `${application}/token`, token, clientDialect),
    preflight(emulator, `${application}/userinfo`, "GET"),
    route(emulator, "get", `${application}/userinfo`, userinfo, bearerDialect),
    route(emulator, "post", `${application}/revoke`, revoke, bearerDialect),
    route(emulator, "post", `${realm}/introspect`, introspect, introspectionDialect),
  ];
}
