import { seed } from "../../mocks/cloud/seed.ts";
import { createWorld } from "./emulator-world.ts";
import { publishedSpec } from "./published-spec.ts";

const spec = publishedSpec();

/** Whether answers are checked against the vendor's document, for the names of tests. */
export const SPEC = spec
  ? "as published"
  : "not compared with the vendor's document, which is not beside this checkout";

/** A world whose management API is called by any path of the tenant. What is not as published is an error. */
export function createManagementWorld() {
  const world = createWorld();
  const { api } = world.emulator.origins;
  let token: Promise<string> | undefined;

  async function ask(method: string, path: string, body?: unknown, bearer?: string) {
    token ??= world.managementToken();
    const address = `/v1/tenants/${seed.tenant.id}${path}`;
    const headers = { authorization: `Bearer ${bearer ?? (await token)}` };
    const content = typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(`${api}${address}`, { method, headers, body: content ?? null });
    const response = await world.call(request);
    const text = await response.text();
    const answer = text === "" ? undefined : JSON.parse(text);
    const problems = spec?.problems(method, address, response.status, answer) ?? [];
    if (problems.length > 0) throw new Error(`${method} ${address}: ${problems.join("; ")}`);
    const { status, headers: sent } = response;
    const limits = Object.fromEntries([...sent].filter(([name]) => name.startsWith("ratelimit-")));
    return Object.keys(limits).length > 0
      ? { status, body: answer, headers: limits }
      : { status, body: answer };
  }

  return { ...world, ask, realm: `/realms/${seed.realm.id}` };
}
