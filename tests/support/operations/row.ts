/** The ids of one prepared tenant, under the names that the published paths have. */
export type Ids = Record<string, string>;

/** One request that an operation refuses, and how. */
export type Refused = {
  why: string;
  body?: ((ids: Ids) => unknown) | undefined;
  query?: string;
  at?: (ids: Ids) => Ids;
  /** Sent before, so that the request is refused, as `METHOD path`. */
  first?: [method: string, path: (ids: Ids) => string, body?: (ids: Ids) => unknown];
  status: number;
  message: string;
};

/** What the test knows of one published operation. */
export type Row = {
  /** As published: method and path. */
  operation: string;
  /** Each one is needed. */
  scopes: string[];
  body?: (ids: Ids) => unknown;
  query?: (ids: Ids) => string;
  /** Where it is called, if not at the prepared resources. */
  at?: (ids: Ids) => Ids;
  /** A field that must not be empty: its name, and what the refusal says about it. */
  filled?: { field: string; body: unknown; description?: string; message?: string };
  /** Ids of the path that lead to an empty list, or to another missing resource than their own. */
  unknown?: Record<string, "an empty list" | string>;
  refused?: Refused[];
};

const realm = "/v1/tenants/{tenant_id}/realms/{realm_id}";

/** @returns the published name of an operation below a realm */
export function inRealm(method: string, path: string): string {
  return `${method} ${realm}${path}`;
}

/** @returns 1001 ids, which is one too many. */
export function tooMany(): string[] {
  return Array.from({ length: 1001 }, (_, index) => `id-${index}`);
}
