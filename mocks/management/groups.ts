import { z } from "zod";
import { timestamp } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { nameText } from "../cloud/identity-fields.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { hexId } from "../cloud/store.ts";
import type { Group } from "../cloud/world.ts";
import { demandIdentities, joined, manyTexts, without } from "./members.ts";
import { operation } from "./operation.ts";
import { pageResponse, readPage } from "./pagination.ts";
import { readBody } from "./read-body.ts";
import { conflict } from "./refusals.ts";
import { itemOf, type Resource, resourceView } from "./resource.ts";
import { identityView } from "./views.ts";

const fields = z.object({ display_name: nameText });
const membersSchema = z.object({ identity_ids: manyTexts });

/** Groups of identities, which are deleted only without members. */
export const groups: Resource<Group, z.infer<typeof fields>> = {
  ...{ type: "Group", name: "group", list: "groups", path: "/groups" },
  pages: { usual: 20, most: 200 },
  hidden: ["identity_ids"],
  fields,
  items: (world) => world.groups,
  create({ emulator, params }, wanted) {
    const now = timestamp(emulator.clock);
    const place = { id: hexId(), realm_id: params.realmId ?? "" };
    return { ...place, ...wanted, create_time: now, update_time: now, identity_ids: [] };
  },
  update: ({ emulator }, group, wanted) =>
    Object.assign(group, wanted, { update_time: timestamp(emulator.clock) }),
  remove({ emulator }, { id, identity_ids: [member] }) {
    demand(member === undefined, () => conflict("Identity", member ?? "", "group has children"));
    for (const role of emulator.store.state.world.roles) {
      role.group_ids = without(role.group_ids, [id]);
    }
  },
};

/** @returns the operations on the members of a group. */
export function groupMemberHandlers(emulator: Emulator): Endpoint[] {
  const group = "/groups/:groupId([^/:]+)";
  const change = "groups:update identities:read";
  return [
    operation(emulator, "post", `${group}\\:addMembers`, change, async (exchange) => {
      const { identity_ids } = await readBody(exchange, membersSchema);
      demandIdentities(exchange, identity_ids);
      return changed(exchange, (members) => joined(members, identity_ids));
    }),
    operation(emulator, "post", `${group}\\:deleteMembers`, change, async (exchange) => {
      const { identity_ids } = await readBody(exchange, membersSchema);
      return changed(exchange, (members) => without(members, identity_ids));
    }),
    operation(
      emulator,
      "get",
      `${group}\\:listMembers`,
      "groups:read identities:read",
      listMembers,
    ),
  ];
}

function changed(exchange: Exchange, change: (members: string[]) => string[]): SentResponse {
  const group = itemOf(exchange, groups);
  group.identity_ids = change(group.identity_ids);
  return jsonResponse(resourceView(exchange, groups, group));
}

function listMembers(exchange: Exchange): SentResponse {
  const { emulator, query } = exchange;
  const { identity_ids } = itemOf(exchange, groups);
  const members = emulator.store.state.identities.filter(({ id }) => identity_ids.includes(id));
  return pageResponse("identities", members, readPage(query), (item) =>
    identityView(emulator, item),
  );
}
