import { z } from "zod";
import { timestamp } from "../cloud/clock.ts";
import { nameText } from "../cloud/identity-fields.ts";
import { demand } from "../cloud/refusal.ts";
import { hexId } from "../cloud/store.ts";
import type { Role } from "../cloud/world.ts";
import { conflict } from "./refusals.ts";
import { itemOf, type Resource } from "./resource.ts";
import { resourceServers } from "./resource-servers.ts";

const fields = z.object({ display_name: nameText });

/** Roles of a resource server, which are deleted only without members and scopes. */
export const roles: Resource<Role, z.infer<typeof fields>> = {
  ...{ type: "Role", name: "role", list: "roles" },
  path: "/resource-servers/:resourceServerId([^/:]+)/roles",
  pages: { usual: 20, most: 200 },
  hidden: ["identity_ids", "group_ids", "scopes"],
  isAt: ({ params }, role) => role.resource_server_id === params.resourceServerId,
  demandPlace: (exchange) => void itemOf(exchange, resourceServers),
  fields,
  items: (world) => world.roles,
  create(exchange, wanted) {
    const now = timestamp(exchange.emulator.clock);
    const { id: resource_server_id, realm_id } = itemOf(exchange, resourceServers);
    return {
      ...{ id: hexId(), realm_id, resource_server_id, ...wanted },
      ...{ create_time: now, update_time: now },
      ...{ identity_ids: [], group_ids: [], scopes: [] },
    };
  },
  update: ({ emulator }, role, wanted) =>
    Object.assign(role, wanted, { update_time: timestamp(emulator.clock) }),
  remove(_, { id, identity_ids: [identity], group_ids: [group], scopes: [scope] }) {
    demand(identity === undefined, () => conflict("Identity", identity ?? "", "role has children"));
    demand(group === undefined, () => conflict("Group", group ?? "", "role has children"));
    demand(scope === undefined, () => conflict("Role", id, "role has children"));
  },
};
