import { randomUUID } from "node:crypto";
import { z } from "zod";
import { filledText } from "../cloud/identity-fields.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { ResourceServer } from "../cloud/world.ts";
import { conflict, invalidParameters } from "./refusals.ts";
import type { Resource } from "./resource.ts";

/** Of the management API. */
const RESERVED = "beyondidentity";

const fields = z.object({
  display_name: filledText,
  identifier: filledText,
  scopes: z.array(filledText.regex(/^\S+$/, "contains a space")).default([]),
});

/** Resource servers. Their identifier never changes, and a scope stays as long as an application allows it. */
export const resourceServers: Resource<ResourceServer, z.infer<typeof fields>> = {
  ...{ type: "ResourceServer", name: "resource_server", list: "resource_servers" },
  path: "/resource-servers",
  pages: { usual: 100, most: 100 },
  fields,
  items: (world) => world.resource_servers,
  create(exchange, wanted) {
    demandFreeIdentifier(exchange, wanted.identifier);
    const realm_id = exchange.params.realmId ?? "";
    return { id: randomUUID(), realm_id, is_managed: false, ...wanted };
  },
  update(exchange, server, { display_name, scopes }) {
    demandUnused(exchange, server, scopes);
    Object.assign(server, { display_name, scopes });
  },
  remove(exchange, server) {
    const role = rolesOf(exchange, server)[0];
    demand(role === undefined, () =>
      conflict("Role", role?.id ?? "", "resource server has children"),
    );
    const user = applicationsOf(exchange, server)[0];
    demand(user === undefined, () =>
      conflict("Application", user?.id ?? "", "resource server is used by an application"),
    );
  },
};

function demandFreeIdentifier({ emulator, params }: Exchange, identifier: string): void {
  demand(identifier !== RESERVED, () =>
    invalidParameters([{ field: "resource_server.identifier", description: "reserved" }]),
  );
  const owner = emulator.store.state.world.resource_servers.find(
    (server) => server.realm_id === params.realmId && server.identifier === identifier,
  );
  demand(owner === undefined, () =>
    conflict("ResourceServer", owner?.id ?? "", "identifier already exists"),
  );
}

function demandUnused(exchange: Exchange, server: ResourceServer, scopes: string[]): void {
  const user = applicationsOf(exchange, server).find(({ protocol_config }) =>
    protocol_config.allowed_scopes.some((scope) => !scopes.includes(scope)),
  );
  demand(user === undefined, () =>
    conflict("Application", user?.id ?? "", "scope is used by an application"),
  );
  const role = rolesOf(exchange, server).find((item) =>
    item.scopes.some((scope) => !scopes.includes(scope)),
  );
  demand(role === undefined, () => conflict("Role", role?.id ?? "", "scope is used by a role"));
}

function rolesOf({ emulator }: Exchange, { id, realm_id }: ResourceServer) {
  return emulator.store.state.world.roles.filter(
    (role) => role.resource_server_id === id && role.realm_id === realm_id,
  );
}

function applicationsOf({ emulator }: Exchange, { id, realm_id }: ResourceServer) {
  return emulator.store.state.world.applications.filter(
    (item) => item.resource_server_id === id && item.realm_id === realm_id,
  );
}
