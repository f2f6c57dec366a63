import { RESOURCE_SERVER } from "../../cloud/resources.ts";
import type { ResourceServer } from "../../cloud/schemas.ts";
import { demandSingle } from "../find.ts";
import type { Options } from "../options.ts";
import { requireFor } from "../provision-error.ts";
import type { Session } from "../session.ts";

/**
 * Finds the resource server by its id or its identifier, or makes it, and adds the scopes that it lacks.
 *
 * @returns null when none was asked for
 * @throws ProvisionError `ambiguous`, or `managed` when it is Beyond Identity's own
 */
export async function ensureResourceServer(
  session: Session,
  realmId: string,
  { resourceServer, name }: Options,
): Promise<ResourceServer | null> {
  if (!resourceServer) return null;
  const { identifier, scopes } = resourceServer;
  const resource = RESOURCE_SERVER;
  const servers = await session.list(resource, realmId);
  const same = servers.filter((server) => server.identifier === identifier);
  demandSingle(same, `with the identifier ${identifier}`, {
    words: resource.words,
    way: "Choose one with --resource-server ID.",
  });
  const current = servers.find(({ id }) => id === identifier) ?? same[0];
  if (!current) {
    const displayName = `${name} API`;
    const fields = { display_name: displayName, identifier, scopes };
    return session.create({ resource, realmId, name: displayName, fields });
  }
  requireFor(
    !current.is_managed,
    "managed",
    () =>
      `The resource server ${identifier} is managed by Beyond Identity. Choose another --resource-server.`,
  );
  const missing = scopes.filter((scope) => !current.scopes.includes(scope));
  if (missing.length === 0) {
    session.keep(resource, realmId, current);
    return current;
  }
  const fields = { display_name: current.display_name, scopes: [...current.scopes, ...missing] };
  return session.update({ resource, realmId, name: current.display_name, current, fields });
}
