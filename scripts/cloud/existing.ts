import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import type { ManagementClient } from "./management-client.ts";
import { collectionPath, type Resource } from "./resources.ts";

const active = z.looseObject({ id: z.string().optional().catch(undefined) });

/**
 * @param knownId of an object without a list, which a run before has made
 * @returns all objects of a kind in a realm
 * @throws CloudError
 */
export async function existing<T>(
  client: ManagementClient,
  resource: Resource<T>,
  realmId: string | null,
  knownId?: string,
): Promise<T[]> {
  const path = collectionPath(resource, realmId);
  if (resource.list !== null) {
    const { words, list: name, schema: item } = resource;
    return client.list({ operation: `list the ${words}s`, path, name, item });
  }
  const operation = `read the ${resource.words}`;
  const get = <S>(id: string, schema: z.ZodType<S>) =>
    client.call({ operation, method: "GET", path: `${path}/${id}`, schema });
  const { id: activeId } = await get("active", active);
  // A realm without an object of its own shows a default one, which has no address of its own.
  for (const id of [activeId, knownId]) {
    const item = id ? await get(encodeURIComponent(id), resource.schema).catch(none) : undefined;
    if (item !== undefined) return [item];
  }
  return [];
}

function none(error: unknown): undefined {
  if (!(error instanceof CloudError && error.code === "not_found")) throw error;
}
