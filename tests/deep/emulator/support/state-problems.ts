import type { Emulator } from "../../../../mocks/cloud/emulator.ts";
import { worldSchema } from "../../../../mocks/cloud/world.ts";
import { worldProblem } from "../../../../mocks/cloud/world-problem.ts";

type InRealm = { id: string; realm: string };

/** @returns what no request may lead to, in plain words: a reference to nothing, something that exists twice */
export function stateProblems({ store }: Emulator): string[] {
  const { world, identities, credentials, bindingJobs, batchJobs } = store.state;
  const realms = new Set(world.realms.map(({ id }) => id));
  const own = identities.map(({ id, realmId }) => ({ id, realm: realmId }));
  const groups = world.groups.map(({ id, realm_id }) => ({ id, realm: realm_id }));
  const reloaded = worldSchema.safeParse(JSON.parse(JSON.stringify(world)));
  return [
    ...(reloaded.success ? [] : [`the world cannot be loaded: ${reloaded.error.message}`]),
    ...[worldProblem(world)].filter((problem) => problem !== undefined),
    ...lost("identity", own, realms),
    ...lost(
      "theme",
      world.themes.map(({ id, realm_id }) => ({ id, realm: realm_id })),
      realms,
    ),
    ...world.groups.flatMap((group) => strangers("group", group, group.identity_ids, own)),
    ...world.roles.flatMap((role) => [
      ...strangers("role", role, role.identity_ids, own),
      ...strangers("role", role, role.group_ids, groups),
      ...roleProblems(role, world.resource_servers),
    ]),
    ...twice(
      "theme of a realm",
      world.themes.map(({ realm_id }) => realm_id),
    ),
    ...twice(
      "realm's name",
      world.realms.map(({ display_name }) => display_name.toLowerCase()),
    ),
    ...twice(
      "identifier",
      world.resource_servers.map((item) => `${item.realm_id} ${item.identifier}`),
    ),
    ...twice(
      "username",
      identities.map(({ realmId, traits }) => `${realmId} ${traits.username.toLowerCase()}`),
    ),
    ...twice(
      "id",
      [...identities, ...credentials, ...bindingJobs, ...batchJobs].map(({ id }) => id),
    ),
    ...tokenProblems(store.state),
  ];
}

function lost(kind: string, items: InRealm[], realms: Set<string>): string[] {
  return items
    .filter(({ realm }) => !realms.has(realm))
    .map(({ id }) => `the ${kind} ${id} is in a realm that does not exist`);
}

function strangers(
  kind: string,
  { id, realm_id }: { id: string; realm_id: string },
  members: string[],
  known: InRealm[],
): string[] {
  const inRealm = new Set(known.filter(({ realm }) => realm === realm_id).map((item) => item.id));
  return [
    ...members
      .filter((member) => !inRealm.has(member))
      .map((member) => `the ${kind} ${id} has the unknown member ${member}`),
    ...twice(`member of the ${kind} ${id}`, members),
  ];
}

function roleProblems(
  role: { id: string; realm_id: string; resource_server_id: string; scopes: string[] },
  servers: { id: string; realm_id: string; scopes: string[] }[],
): string[] {
  const server = servers.find(
    ({ id, realm_id }) => id === role.resource_server_id && realm_id === role.realm_id,
  );
  if (!server) return [`the role ${role.id} is of a resource server that does not exist`];
  return role.scopes
    .filter((scope) => !server.scopes.includes(scope))
    .map((scope) => `the role ${role.id} has the unknown scope ${scope}`);
}

function tokenProblems({
  world,
  accessTokens,
  refreshTokens,
  transactions,
}: Emulator["store"]["state"]) {
  const applications = new Set(world.applications.map(({ id }) => id));
  return [...accessTokens, ...refreshTokens, ...transactions]
    .filter(({ applicationId }) => !applications.has(applicationId))
    .map(({ applicationId }) => `a token or sign-in of the deleted application ${applicationId}`);
}

function twice(what: string, names: string[]): string[] {
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `the ${what} ${JSON.stringify(name)} exists twice`);
}
