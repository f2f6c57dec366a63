import fc from "fast-check";
import { expect, test } from "vitest";
import { seed } from "../../../mocks/cloud/seed.ts";
import { createWorld, type World } from "../../support/emulator-world.ts";
import { publishedSpec } from "../../support/published-spec.ts";
import { OPERATIONS, type Plan, rounds } from "./support/management-requests.ts";
import { stateProblems } from "./support/state-problems.ts";

const RUNS = 100;
const ROUNDS_PER_RUN = 55;
/** The same requests in each run of the test. Change it to look at others. */
const SEED = 20_261_126;

const spec = publishedSpec();
const counts = { requests: 0, successes: new Set<string>(), statuses: new Set<number>() };

/** What exists of each kind that a path or a body names. */
function existing({ emulator }: World): Record<string, string[]> {
  const { world, identities, credentials, bindingJobs, batchJobs, accessTokens } =
    emulator.store.state;
  const ids = (items: { id: string }[]) => items.map(({ id }) => id);
  return {
    realm: ids(world.realms),
    application: ids(world.applications),
    authenticator_config: ids(world.authenticator_configs),
    resource_server: ids(world.resource_servers),
    group: ids(world.groups),
    role: ids(world.roles),
    theme: ids(world.themes),
    identity: ids(identities),
    credential: ids(credentials),
    credential_binding_job: ids(bindingJobs),
    batch_credential_binding_job: ids(batchJobs),
    token: accessTokens.map(({ jti }) => jti),
  };
}

/** Most things are in one realm, so that requests about it find what they name. */
function chosen(world: World, kind: string, choice: number | string): string {
  if (typeof choice === "string") return choice;
  if (kind === "tenant") return seed.tenant.id;
  if (kind === "realm" && choice % 8 > 0) return seed.realm.id;
  const known = existing(world)[kind] ?? [];
  return known[choice % Math.max(1, known.length)] ?? "0000000000000000";
}

function addressOf(world: World, { template, ids, query }: Plan): string {
  let place = -1;
  const path = template.replaceAll(/\{(\w+)_id\}/g, (_, kind: string) => {
    place += 1;
    if (kind === "tenant") return seed.tenant.id;
    return encodeURIComponent(wellFormed(chosen(world, kind, ids[place % ids.length] ?? 0)));
  });
  const parameters = new URLSearchParams(query);
  return query.length > 0 ? `${path}?${parameters}` : path;
}

/** A text of UTF-16 that is not well-formed has no place in an address. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function bodyText(world: World, { body }: Plan): string | null {
  if (body === undefined) return null;
  if ("text" in body) return body.text;
  return JSON.stringify(withIds(world, body.json)) ?? "";
}

function withIds(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(world, item));
  if (typeof value !== "object" || value === null) return value;
  const ref: unknown = Reflect.get(value, "$ref");
  if (Array.isArray(ref)) return chosen(world, String(ref[0]), Number(ref[1]));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withIds(world, part)]),
  );
}

async function send(world: World, bearer: string, plan: Plan): Promise<number> {
  const address = addressOf(world, plan);
  const body = bodyText(world, plan);
  const headers = { authorization: `Bearer ${bearer}` };
  const request = new Request(`${seedApi}${address}`, { method: plan.method, headers, body });
  const response = await world.call(request);
  const text = await response.text();
  const name = `${plan.method} ${address} ${body?.slice(0, 300)}`;
  counts.requests += 1;
  counts.statuses.add(response.status);
  if (response.ok) counts.successes.add(`${plan.method} ${plan.template}`);
  expect([name, response.status]).toEqual([name, expect.toSatisfy(isExpected)]);
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) expect([name, answer]).toEqual([name, vendorError(response.status)]);
  expect([name, spec?.problems(plan.method, address, response.status, answer) ?? []]).toEqual([
    name,
    [],
  ]);
  return response.status;
}

const seedApi = createWorld().emulator.origins.api;

function isExpected(status: number): boolean {
  return [200, 400, 401, 403, 404, 409, 422].includes(status);
}

const CODES: Record<number, string> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "unprocessable_entity",
};

function vendorError(status: number) {
  return expect.objectContaining({ code: CODES[status], message: expect.any(String) });
}

test("10,000 requests lead to no error and to no state that contradicts itself", async () => {
  const property = fc.asyncProperty(rounds(ROUNDS_PER_RUN), async (plans) => {
    const world = createWorld();
    let bearer = await world.managementToken();
    for (const simultaneous of plans) {
      const statuses = await Promise.all(simultaneous.map((plan) => send(world, bearer, plan)));
      // The requests can also delete the token that they use.
      if (statuses.includes(401)) bearer = await world.managementToken();
      expect(stateProblems(world.emulator)).toEqual([]);
    }
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
  expect(counts.requests).toBeGreaterThanOrEqual(10_000);
  expect(OPERATIONS).toHaveLength(66);
  expect([...counts.statuses].sort()).toEqual([200, 400, 403, 404, 409, 422]);
  const never = OPERATIONS.filter((operation) => !counts.successes.has(operation));
  expect(never).toEqual([]);
});
