import { collectionPath } from "../cloud/resources.ts";
import type { PlannedCall } from "./report.ts";
import type { Writer } from "./session.ts";
import { standIn } from "./stand-in.ts";

/** What a plan would do. */
type Planned = { calls: PlannedCall[]; scopes: string[] };

/** @returns a writer that notes each call and makes nothing */
export function createPlanner(base: string): Writer & Planned {
  const calls: PlannedCall[] = [];
  const scopes: string[] = [];
  return {
    calls,
    scopes,
    async create({ resource, realmId, fields }) {
      const url = `${base}${collectionPath(resource, realmId)}`;
      calls.push({ method: "POST", url, body: { [resource.envelope]: fields } });
      scopes.push(`${resource.path}:create`);
      return resource.schema.parse({ ...fields, id: standIn(resource.words) });
    },
    async update({ resource, realmId, fields, current }) {
      const url = `${base}${collectionPath(resource, realmId)}/${current.id}`;
      calls.push({ method: "PATCH", url, body: { [resource.envelope]: fields } });
      scopes.push(`${resource.path}:update`);
      return resource.schema.parse(merged(current, fields));
    },
  };
}

/** A field that is an object is changed where it differs: the secret of a client stays. */
function merged(current: object, fields: Record<string, unknown>) {
  const changed = Object.entries(fields).map(([name, value]) => {
    const before: unknown = Reflect.get(current, name);
    return [name, isRecord(before) && isRecord(value) ? { ...before, ...value } : value];
  });
  return { ...current, ...Object.fromEntries(changed) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
