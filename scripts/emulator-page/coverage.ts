import { seed } from "../../mocks/cloud/seed.ts";
import { publishedOperations } from "../../mocks/published-operations.ts";
import { CONFLICTS } from "./conflicts.ts";
import { type Answer, type Ids, prepareTenant, type Tenant } from "./prepared-tenant.ts";

/** What an operation of the API reference was seen to do. */
export type Coverage = {
  operation: string;
  /** Whether it answers, or is declined with 501. */
  isEmulated: boolean;
  scopes: string[];
  refuses: Refused[];
  pages: boolean;
  filters: string[];
};

/** A status, and a few words on what it is the answer to. */
type Refused = { status: number; why: string };

/** The operations after these are described in the vendor's guides, not in its API reference. */
const IN_REFERENCE = 104;
/** A scope that no emulated operation needs, because a token has at least one. */
const NEEDLESS = "flow-type:read";
const UNKNOWN = "ffffffffffffffff";
const ATTRIBUTES = [
  ...["id", "display_name", "config.type", "username", "traits.username"],
  "traits.primary_email_address",
];

/** Calls every operation of an emulator in memory. @returns what each one answered */
export async function measureCoverage(): Promise<Coverage[]> {
  const tenant = await prepareTenant();
  const measured: Coverage[] = [];
  for (const operation of publishedOperations.slice(0, IN_REFERENCE)) {
    tenant.again();
    measured.push(await measure(tenant, operation));
  }
  return measured;
}

async function measure(tenant: Tenant, operation: string): Promise<Coverage> {
  const [method = "", template = ""] = operation.split(" ");
  const path = filled(template, tenant.ids);
  const { status } = await tenant.ask(method, path);
  if (status === 501) {
    const none = { scopes: [], refuses: [], pages: false, filters: [] };
    return { operation, isEmulated: false, ...none };
  }
  if (status !== 401) throw new Error(`${operation} without a token answered ${status}`);
  const isList = method === "GET" && (await isPaged(tenant, path));
  return {
    operation,
    isEmulated: true,
    scopes: await scopesOf(tenant, method, path),
    refuses: [
      ...(await refusedBody(tenant, method, path)),
      { status, why: "no token" },
      { status: 403, why: "narrow token" },
      ...(await refusedTenant(tenant, method, template)),
      ...(await unknownResources(tenant, method, template)),
      ...(await refusedAttempts(tenant, operation)),
    ],
    pages: isList,
    filters: isList ? await filtersOf(tenant, path) : [],
  };
}

/** Adds each scope that a refusal names, until none does. */
async function scopesOf(tenant: Tenant, method: string, path: string): Promise<string[]> {
  const scopes: string[] = [];
  for (;;) {
    const token = await tenant.tokenWith([NEEDLESS, ...scopes]);
    const { reason } = await tenant.ask(method, path, token, method === "GET" ? undefined : {});
    const lacking = /lacks the scope (\S+)$/.exec(reason ?? "")?.[1];
    if (lacking !== undefined) {
      scopes.push(lacking);
      continue;
    }
    tenant.again();
    if (scopes.length > 0) return scopes;
    throw new Error(`${method} ${path} needs no scope`);
  }
}

async function refusedBody(tenant: Tenant, method: string, path: string): Promise<Refused[]> {
  if (method !== "POST" && method !== "PATCH") return [];
  const { status } = await tenant.ask(method, path, tenant.all, []);
  tenant.again();
  return status === 400 ? [{ status, why: "body" }] : [];
}

async function refusedTenant(tenant: Tenant, method: string, template: string) {
  const path = filled(template, { ...tenant.ids, tenant_id: UNKNOWN });
  const { status } = await tenant.ask(method, path, tenant.all);
  return status === 403 ? [{ status, why: "other tenant" }] : [];
}

/** Tries an unknown id for each parameter of the path. */
async function unknownResources(tenant: Tenant, method: string, template: string) {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).slice(1);
  const body = bodyOf(`${method} ${template}`, tenant.ids);
  const found = new Set<string>();
  for (const name of names) {
    const path = filled(template, { ...tenant.ids, [name]: UNKNOWN });
    const answer = await tenant.ask(method, path, tenant.all, body);
    tenant.again();
    if (answer.status === 404) found.add(resourceTypeOf(answer));
  }
  return [...found].map((why) => ({ status: 404, why }));
}

async function refusedAttempts(tenant: Tenant, operation: string): Promise<Refused[]> {
  const found: Refused[] = [];
  for (const attempt of CONFLICTS.filter((row) => row.operation === operation)) {
    tenant.again();
    const { ids } = tenant;
    const call = (of: string, at: Ids, body?: unknown) => {
      const [method = "", template = ""] = of.split(" ");
      return tenant.ask(method, filled(template, { ...ids, ...at }), tenant.all, body);
    };
    for (const [before, body] of attempt.first ?? []) await call(before, {}, body?.(ids));
    const { status } = await call(operation, attempt.at?.(ids) ?? {}, attempt.body?.(ids));
    if (status !== attempt.status) throw new Error(`${operation}: ${status}, ${attempt.why}`);
    found.push({ status, why: attempt.why });
  }
  tenant.again();
  return found;
}

/** The members of a role are two lists, each with a size of its own. */
async function isPaged(tenant: Tenant, path: string): Promise<boolean> {
  const isRead = async (name: string) =>
    (await tenant.ask("GET", `${path}?${name}=x`, tenant.all)).status === 400;
  return (await isRead("page_size")) || (await isRead("identities_page_size"));
}

async function filtersOf(tenant: Tenant, path: string): Promise<string[]> {
  const status = async (filter: string) =>
    (await tenant.ask("GET", `${path}?filter=${encodeURIComponent(filter)}`, tenant.all)).status;
  if ((await status('nonsense eq "x"')) !== 400) return [];
  const found: string[] = [];
  for (const name of ATTRIBUTES) if ((await status(`${name} eq "x"`)) === 200) found.push(name);
  return found;
}

/** @returns a body that is valid as far as it must be for the path to be looked at */
function bodyOf(operation: string, { identity_id }: Ids): object | undefined {
  if (/^POST .*Members$/.test(operation)) return { identity_ids: [identity_id] };
  if (/^POST .*Scopes$/.test(operation)) return { scopes: seed.resourceServer.scopes };
  if (/^PATCH .*\/identities\/[^/]+$/.test(operation)) return { identity: {} };
  return /^(POST|PATCH)/.test(operation) ? {} : undefined;
}

function resourceTypeOf({ body }: Answer): string {
  return /"resource_type":"(\w+)"/.exec(JSON.stringify(body))?.[1] ?? "no resource";
}

function filled(template: string, ids: Ids): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? UNKNOWN);
}
