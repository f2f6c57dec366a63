import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import type { Role } from "../cloud/world.ts";
import { groups } from "./groups.ts";
import { identityOf } from "./identities.ts";
import { operation } from "./operation.ts";
import { pageResponse, readPage } from "./pagination.ts";
import { conflict, invalidParameters } from "./refusals.ts";
import { itemOf, resourceView } from "./resource.ts";
import { roles } from "./roles.ts";

/** @returns the operations that list what an identity or a group belongs to. */
export function membershipHandlers(emulator: Emulator): Endpoint[] {
  const identity = "/identities/:identityId([^/:]+)";
  const group = "/groups/:groupId([^/:]+)";
  const ofRoles = "roles:read resource-servers:read";
  return [
    operation(
      emulator,
      "get",
      `${identity}\\:listGroups`,
      "identities:read groups:read",
      groupsOfIdentity,
    ),
    operation(
      emulator,
      "get",
      `${identity}\\:listRoles`,
      `identities:read ${ofRoles}`,
      (exchange) => {
        const { id } = identityOf(exchange);
        return rolesResponse(exchange, ({ identity_ids }) => identity_ids.includes(id));
      },
    ),
    operation(emulator, "get", `${group}\\:listRoles`, `groups:read ${ofRoles}`, (exchange) => {
      const { id } = itemOf(exchange, groups);
      return rolesResponse(exchange, ({ group_ids }) => group_ids.includes(id));
    }),
  ];
}

function groupsOfIdentity(exchange: Exchange): SentResponse {
  const { id } = identityOf(exchange);
  const { world } = exchange.emulator.store.state;
  const own = world.groups.filter(({ identity_ids }) => identity_ids.includes(id));
  return pageResponse("groups", own, readPage(exchange.query), (group) =>
    resourceView(exchange, groups, group),
  );
}

/** The roles of one resource server, which the query names. An unknown one is a conflict, as published. */
function rolesResponse(exchange: Exchange, isOwn: (role: Role) => boolean): SentResponse {
  const { emulator, params, query } = exchange;
  const { world } = emulator.store.state;
  const serverId = query.get("resource_server_id");
  demand(serverId, () =>
    invalidParameters([{ field: "resource_server_id", description: "missing" }]),
  );
  const server = world.resource_servers.find(
    ({ id, realm_id }) => id === serverId && realm_id === params.realmId,
  );
  demand(server, () => conflict("ResourceServer", serverId, "resource server not found"));
  const own = world.roles.filter(
    (role) =>
      role.resource_server_id === serverId && role.realm_id === params.realmId && isOwn(role),
  );
  return pageResponse("roles", own, readPage(query), (role) => resourceView(exchange, roles, role));
}
