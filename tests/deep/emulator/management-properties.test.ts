import fc from "fast-check";
import { expect, test } from "vitest";
import type { State } from "../../../mocks/cloud/model.ts";
import { publishedSpec } from "../../support/published-spec.ts";
import { createSignInWorld } from "../../support/sign-in-world.ts";
import { addressOf, chosenId } from "./support/known-things.ts";
import { OPERATIONS, type Plan, rounds } from "./support/management-requests.ts";
import { stateProblems } from "./support/state-problems.ts";

type World = Awaited<ReturnType<typeof createSignInWorld>>;

const RUNS = 25;
/** Many, so that a run makes much that later requests can name. */
const ROUNDS_PER_RUN = 210;
/** The same requests in each run of the test. Change it to look at others. */
const SEED = 20_261_126;
const CODES: Partial<Record<number, string>> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "unprocessable_entity",
};

const spec = publishedSpec();
const seen = { requests: 0, succeeded: new Set<string>(), statuses: new Set<number>() };

/** Sends a request, and expects the vendor's form of whatever comes back. */
async function send(world: World, bearer: string, plan: Plan): Promise<number> {
  const { state } = world.emulator.store;
  const path = addressOf(state, plan.template, plan.ids);
  const query = plan.query.map(([name, value]) => [
    name,
    typeof value === "number" ? chosenId(state, "resource_server", value) : value,
  ]);
  const address = query.length > 0 ? `${path}?${new URLSearchParams(query)}` : path;
  const body = bodyText(state, plan);
  const { method } = plan;
  const url = `${world.emulator.origins.api}${address}`;
  const headers = { authorization: `Bearer ${bearer}` };
  const response = await world.call(new Request(url, { method, headers, body }));
  note(plan, response);

  const name = `${method} ${address} ${body?.slice(0, 300)}`;
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  const { status } = response;
  if (status !== 200) {
    const error = expect.objectContaining({ code: CODES[status], message: expect.any(String) });
    expect([name, status in CODES, answer]).toEqual([name, true, error]);
  }
  const problems = spec?.problems(method, address, status, answer) ?? [];
  expect([name, problems]).toEqual([name, []]);
  return status;
}

function note({ method, template }: Plan, { ok, status }: Response): void {
  seen.requests += 1;
  seen.statuses.add(status);
  if (ok) seen.succeeded.add(`${method} ${template}`);
}

function bodyText(state: State, { body }: Plan): string | null {
  if (body === undefined) return null;
  return "text" in body ? body.text : (JSON.stringify(withIds(state, body.json)) ?? "");
}

function withIds(state: State, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(state, item));
  if (typeof value !== "object" || value === null) return value;
  const ref: unknown = Reflect.get(value, "$ref");
  if (Array.isArray(ref)) return chosenId(state, String(ref[0]), Number(ref[1]));
  const fields = Object.entries(value).map(([name, part]) => [name, withIds(state, part)]);
  return Object.fromEntries(fields);
}

test("10,000 requests lead to no error and to no state that contradicts itself", async () => {
  const property = fc.asyncProperty(rounds(ROUNDS_PER_RUN), async (plans) => {
    const world = await createSignInWorld();
    let bearer = await world.managementToken();
    for (const simultaneous of plans) {
      const statuses = await Promise.all(simultaneous.map((plan) => send(world, bearer, plan)));
      // The requests can also delete the token that they use.
      if (statuses.includes(401)) bearer = await world.managementToken();
      expect(stateProblems(world.emulator)).toEqual([]);
    }
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
  expect(OPERATIONS).toHaveLength(66);
  expect(seen.requests).toBeGreaterThanOrEqual(10_000);
  expect([...seen.statuses].sort()).toEqual([200, ...Object.keys(CODES).map(Number)]);
  expect(OPERATIONS.filter((operation) => !seen.succeeded.has(operation))).toEqual([]);
});
