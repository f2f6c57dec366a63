import type { World } from "./world.ts";

/** @returns what contradicts itself in a world, in plain words, or undefined. */
export function worldProblem(world: World): string | undefined {
  return twice(world) ?? unknownRealm(world) ?? world.applications.map(broken(world)).find(Boolean);
}

function twice(world: World): string | undefined {
  const lists = [world.realms, world.applications, world.authenticator_configs];
  const all = [...lists, world.resource_servers, world.groups, world.roles];
  const ids = all.flatMap((list) => list.map(({ id }) => id));
  const names = [...ids, ...world.applications.map((item) => item.protocol_config.client_id)];
  const again = names.find((name, index) => names.indexOf(name) !== index);
  return again && `the id ${again} appears twice`;
}

function unknownRealm(world: World): string | undefined {
  const realms = new Set(world.realms.map(({ id }) => id));
  const { applications, authenticator_configs, resource_servers, groups, roles } = world;
  const items = [...applications, ...authenticator_configs, ...resource_servers];
  const lost = [...items, ...groups, ...roles].find(({ realm_id }) => !realms.has(realm_id));
  return lost && `${lost.id} is in the realm ${lost.realm_id}, which is not in the file`;
}

function broken({ authenticator_configs, resource_servers }: World) {
  return ({
    id,
    realm_id,
    authenticator_config_id: configId,
    resource_server_id: serverId,
    protocol_config: { allowed_scopes },
  }: World["applications"][number]): string | undefined => {
    const inRealm = (item: { realm_id: string }) => item.realm_id === realm_id;
    const config = authenticator_configs.filter(inRealm).find((item) => item.id === configId);
    const server = resource_servers.filter(inRealm).find((item) => item.id === serverId);
    if (configId && !config) return `the application ${id} names an unknown authenticator config`;
    if (serverId && !server) return `the application ${id} names an unknown resource server`;
    const foreign = allowed_scopes.find((scope) => !server?.scopes.includes(scope));
    return foreign && `the application ${id} allows ${foreign}, which its resource server lacks`;
  };
}
