import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, SentResponse } from "../cloud/sent-response.ts";
import type { World } from "../cloud/world.ts";
import { operation, tenantOperation } from "./operation.ts";
import { type PageSizes, pageResponse, readPage } from "./pagination.ts";
import { readBody } from "./read-body.ts";
import { managed, notFound, type ResourceType } from "./refusals.ts";
import { type Attributes, scimFilter } from "./scim-filter.ts";

type Verb = "create" | "list" | "get" | "update" | "delete";

type Item = { id: string; realm_id?: string; is_managed?: boolean };

/** What an administrator can create, read, update and delete: all that differs from one kind to another. */
export type Resource<T extends Item, Fields> = {
  type: ResourceType;
  /** The envelope of requests, such as `resource_server`, and the list of responses. */
  name: string;
  list: string;
  /** Below the realm, or below the tenant for realms. Its last part is also the first part of its scopes. */
  path: string;
  /** Where the vendor publishes fewer than all five operations. */
  only?: Verb[];
  /** What is kept with an item and not shown. */
  hidden?: string[];
  /** Whether an item is where the path says, beyond its realm. Refuses a path to nowhere. */
  isAt?: (exchange: Exchange, item: T) => boolean;
  demandPlace?: (exchange: Exchange) => void;
  /** What a change may name, read-only fields too, where any other field is refused. */
  known?: string[];
  /** The vendor's message when a field is invalid, where it is another one. */
  invalid?: string;
  pages: PageSizes;
  attributes?: Attributes<T>;
  fields: z.ZodType<Fields>;
  items: (world: World) => T[];
  create: (exchange: Exchange, fields: Fields) => T;
  update: (exchange: Exchange, item: T, fields: Fields) => void;
  /** Refuses what is still needed, and removes what goes with it. */
  remove: (exchange: Exchange, item: T) => void;
};

/** @returns the operations of a resource */
export function resourceHandlers<T extends Item, Fields>(
  emulator: Emulator,
  resource: Resource<T, Fields>,
): Endpoint[] {
  const { path } = resource;
  const scope = path.split("/").at(-1);
  const one = `${path}/:${idParameter(resource)}([^/:]+)`;
  const make = path === "/realms" ? tenantOperation : operation;
  const handlers: Record<Verb, () => Endpoint> = {
    create: () => make(emulator, "post", path, `${scope}:create`, (it) => create(it, resource)),
    list: () => make(emulator, "get", path, `${scope}:read`, (it) => list(it, resource)),
    get: () =>
      make(emulator, "get", one, `${scope}:read`, (exchange) =>
        jsonResponse(resourceView(exchange, resource, itemOf(exchange, resource))),
      ),
    update: () => make(emulator, "patch", one, `${scope}:update`, (it) => update(it, resource)),
    delete: () => make(emulator, "delete", one, `${scope}:delete`, (it) => remove(it, resource)),
  };
  const verbs = resource.only ?? (["create", "list", "get", "update", "delete"] as const);
  return verbs.map((verb) => handlers[verb]());
}

async function create<T extends Item, Fields>(
  exchange: Exchange,
  resource: Resource<T, Fields>,
): Promise<SentResponse> {
  resource.demandPlace?.(exchange);
  const body = await readBody(exchange, envelope(resource), { invalid: resource.invalid });
  const item = resource.create(exchange, fieldsOf(body, resource));
  resource.items(exchange.emulator.store.state.world).push(item);
  return jsonResponse(resourceView(exchange, resource, item));
}

function list<T extends Item, Fields>(
  exchange: Exchange,
  resource: Resource<T, Fields>,
): SentResponse {
  const page = readPage(exchange.query, resource.pages);
  const matches = scimFilter(page.filter, resource.attributes ?? {});
  const items = itemsInRealm(exchange, resource).filter(matches);
  return pageResponse(resource.list, items, page, (item) => resourceView(exchange, resource, item));
}

async function update<T extends Item, Fields>(
  exchange: Exchange,
  resource: Resource<T, Fields>,
): Promise<SentResponse> {
  const current = { [resource.name]: itemOf(exchange, resource) };
  const body = await readBody(exchange, envelope(resource), {
    ...{ current, known: resource.known, invalid: resource.invalid },
  });
  const item = itemOf(exchange, resource);
  demand(!item.is_managed, () => managed(resource.type, item.id));
  resource.update(exchange, item, fieldsOf(body, resource));
  return jsonResponse(resourceView(exchange, resource, item));
}

function remove<T extends Item, Fields>(
  exchange: Exchange,
  resource: Resource<T, Fields>,
): SentResponse {
  const item = itemOf(exchange, resource);
  demand(!item.is_managed, () => managed(resource.type, item.id));
  resource.remove(exchange, item);
  const items = resource.items(exchange.emulator.store.state.world);
  items.splice(items.indexOf(item), 1);
  return new SentResponse("", { status: 200 });
}

function envelope<T extends Item, Fields>({ name, fields }: Resource<T, Fields>) {
  return z.object({ [name]: fields });
}

function fieldsOf<T extends Item, Fields>(
  body: Record<string, Fields>,
  { name }: Resource<T, Fields>,
): Fields {
  const fields = body[name];
  if (fields === undefined) throw new TypeError(`the schema of ${name} let it be left out`);
  return fields;
}

/**
 * @returns the item that the path names
 * @throws Refusal 404
 */
export function itemOf<T extends Item, Fields>(
  exchange: Exchange,
  resource: Resource<T, Fields>,
): T {
  const wanted = exchange.params[idParameter(resource)] ?? "";
  const item = itemsInRealm(exchange, resource).find(({ id }) => id === wanted);
  demand(item, () => notFound(resource.type, resource.name.replaceAll("_", " "), wanted));
  return item;
}

function itemsInRealm<T extends Item, Fields>(
  exchange: Exchange,
  { items, isAt, demandPlace }: Resource<T, Fields>,
): T[] {
  const { emulator, params } = exchange;
  demandPlace?.(exchange);
  return items(emulator.store.state.world).filter(
    (item) =>
      (item.realm_id === undefined || item.realm_id === params.realmId) &&
      (isAt?.(exchange, item) ?? true),
  );
}

/** `authenticator_config` is `:authenticatorConfigId` in paths. */
function idParameter({ name }: { name: string }): string {
  const words = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${words}Id`;
}

/** @returns an item as the vendor's API shows it. */
export function resourceView<T extends Item, Fields>(
  { emulator }: Exchange,
  { hidden = [] }: Resource<T, Fields>,
  item: T,
) {
  const shown = Object.entries(item).filter(([name]) => !hidden.includes(name));
  return { ...Object.fromEntries(shown), tenant_id: emulator.store.state.world.tenant.id };
}
