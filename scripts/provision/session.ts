import { existing } from "../cloud/existing.ts";
import type { ManagementClient } from "../cloud/management-client.ts";
import { collectionPath, type Resource } from "../cloud/resources.ts";
import type { Action } from "./report.ts";
import { isStandIn } from "./stand-in.ts";

/** An object of the cloud, or one that a plan pretends to have made. */
type Item = { id: string; display_name: string };

/** What became of an object, and in which realm it is. */
export type Outcome = Action & { realm: string | null };

/** What the steps do with the cloud: in a plan they only note it. */
export type Session = {
  outcomes: Outcome[];
  /** @param knownId of an object that a run before has made */
  list<T>(resource: Resource<T>, realmId: string | null, knownId?: string): Promise<T[]>;
  /** @returns the new object */
  create<T extends Item>(wanted: Wanted<T>): Promise<T>;
  /** @returns the changed object */
  update<T extends Item>(wanted: Wanted<T> & { current: T }): Promise<T>;
  keep(resource: { kind: string }, realmId: string | null, item: Item): void;
};

/** An object to make, or the fields of one to change. */
type Wanted<T> = {
  resource: Resource<T>;
  realmId: string | null;
  /** Shown to the user: the name of the object. */
  name: string;
  fields: Record<string, unknown>;
};

/** How a session writes: by planning, or by calling the cloud. */
export type Writer = {
  create<T extends Item>(wanted: Wanted<T>): Promise<T>;
  update<T extends Item>(wanted: Wanted<T> & { current: T }): Promise<T>;
};

/** @returns a session that reads every list once, however many sessions share the lists */
export function createSession(
  client: ManagementClient,
  writer: Writer,
  lists: Map<string, Promise<unknown>>,
): Session {
  const outcomes: Outcome[] = [];
  return {
    outcomes,
    async list<T>(resource: Resource<T>, realmId: string | null, knownId?: string): Promise<T[]> {
      if (isStandIn(realmId)) return [];
      const path = collectionPath(resource, realmId);
      const list = lists.get(path) ?? existing(client, resource, realmId, knownId);
      lists.set(path, list);
      return list as Promise<T[]>;
    },
    async create(wanted) {
      const item = await writer.create(wanted);
      outcomes.push(outcomeOf("create", wanted, item));
      return item;
    },
    async update(wanted) {
      const item = await writer.update(wanted);
      outcomes.push(outcomeOf("update", wanted, item));
      return item;
    },
    keep({ kind }, realm, { id, display_name: name }) {
      outcomes.push({ action: "keep", kind, id, name, realm });
    },
  };
}

function outcomeOf<T>(
  action: "create" | "update",
  { resource, name, realmId: realm }: Wanted<T>,
  { id }: Item,
): Outcome {
  return { action, kind: resource.kind, ...(isStandIn(id) ? {} : { id }), name, realm };
}
