import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import type { Role } from "../cloud/world.ts";
import { groups } from "./groups.ts";
import { demandIdentities, joined, manyTexts, without } from "./members.ts";
import { operation } from "./operation.ts";
import { nextToken, type Page, pageResponse, readPage, readPart } from "./pagination.ts";
import { readBody } from "./read-body.ts";
import { invalidParameters, notFound } from "./refusals.ts";
import { itemOf, resourceView } from "./resource.ts";
import { resourceServers } from "./resource-servers.ts";
import { roles } from "./roles.ts";
import { identityView } from "./views.ts";

const membersSchema = z
  .object({ identity_ids: manyTexts.optional(), group_ids: manyTexts.optional() })
  .refine(({ identity_ids, group_ids }) => identity_ids ?? group_ids, {
    ...{ message: "missing", path: ["identity_ids"] },
  });
const scopesSchema = z.object({ scopes: manyTexts });

/** @returns the operations on the members and the scopes of a role. */
export function roleMemberHandlers(emulator: Emulator): Endpoint[] {
  const role = `${roles.path}/:roleId([^/:]+)`;
  const members = "groups:read identities:read";
  const scopes = "resource-servers:read";
  return [
    operation(emulator, "post", `${role}\\:addMembers`, `roles:update ${members}`, addMembers),
    operation(
      emulator,
      "post",
      `${role}\\:deleteMembers`,
      `roles:update ${members}`,
      deleteMembers,
    ),
    operation(emulator, "get", `${role}\\:listMembers`, `roles:read ${members}`, listMembers),
    operation(emulator, "post", `${role}\\:addScopes`, `roles:update ${scopes}`, addScopes),
    operation(emulator, "post", `${role}\\:deleteScopes`, `roles:update ${scopes}`, deleteScopes),
    operation(emulator, "get", `${role}\\:listScopes`, `roles:read ${scopes}`, (exchange) => {
      const page = readPage(exchange.query);
      return pageResponse("scopes", itemOf(exchange, roles).scopes, page, (scope) => scope);
    }),
  ];
}

async function addMembers(exchange: Exchange): Promise<SentResponse> {
  const { identity_ids = [], group_ids = [] } = await readBody(exchange, membersSchema);
  const role = itemOf(exchange, roles);
  demandIdentities(exchange, identity_ids);
  demandGroups(exchange, group_ids);
  role.identity_ids = joined(role.identity_ids, identity_ids);
  role.group_ids = joined(role.group_ids, group_ids);
  return shown(exchange, role);
}

async function deleteMembers(exchange: Exchange): Promise<SentResponse> {
  const { identity_ids, group_ids } = await readBody(exchange, membersSchema);
  const role = itemOf(exchange, roles);
  role.identity_ids = without(role.identity_ids, identity_ids);
  role.group_ids = without(role.group_ids, group_ids);
  return shown(exchange, role);
}

async function addScopes(exchange: Exchange): Promise<SentResponse> {
  const { scopes } = await readBody(exchange, scopesSchema);
  const role = itemOf(exchange, roles);
  const server = itemOf(exchange, resourceServers);
  const foreign = scopes.find((scope) => !server.scopes.includes(scope));
  demand(foreign === undefined, () =>
    invalidParameters([
      { field: "scopes", description: `${foreign} is not a scope of the resource server` },
    ]),
  );
  role.scopes = joined(role.scopes, scopes);
  return shown(exchange, role);
}

async function deleteScopes(exchange: Exchange): Promise<SentResponse> {
  const { scopes } = await readBody(exchange, scopesSchema);
  const role = itemOf(exchange, roles);
  role.scopes = without(role.scopes, scopes);
  return shown(exchange, role);
}

/** Two lists with page sizes of their own, which one token continues. */
function listMembers(exchange: Exchange): SentResponse {
  const { emulator, query } = exchange;
  const { world, identities } = emulator.store.state;
  const role = itemOf(exchange, roles);
  const [groupToken, identityToken] = query.get("page_token")?.split(".") ?? [];
  const ofGroups = readPart(query, "groups_", groupToken);
  const ofIdentities = readPart(query, "identities_", identityToken);
  const inGroups = world.groups.filter(({ id }) => role.group_ids.includes(id));
  const inRole = identities.filter(({ id }) => role.identity_ids.includes(id));
  const goesOn = endOf(ofGroups) < inGroups.length || endOf(ofIdentities) < inRole.length;
  return jsonResponse({
    groups: inGroups
      .slice(ofGroups.offset, endOf(ofGroups))
      .map((group) => resourceView(exchange, groups, group)),
    total_groups_size: inGroups.length,
    identities: inRole
      .slice(ofIdentities.offset, endOf(ofIdentities))
      .map((identity) => identityView(emulator, identity)),
    total_identities_size: inRole.length,
    ...(goesOn ? { next_page_token: `${nextToken(ofGroups)}.${nextToken(ofIdentities)}` } : {}),
  });
}

function endOf({ offset, size }: Page): number {
  return offset + size;
}

function demandGroups({ emulator, params }: Exchange, ids: string[]): void {
  const { world } = emulator.store.state;
  const unknown = ids.find(
    (id) => !world.groups.some((group) => group.id === id && group.realm_id === params.realmId),
  );
  demand(unknown === undefined, () => notFound("Group", "group", unknown ?? ""));
}

function shown(exchange: Exchange, role: Role): SentResponse {
  return jsonResponse(resourceView(exchange, roles, role));
}
