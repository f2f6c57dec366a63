import { expect, test } from "vitest";
import { createManagementWorld, SPEC } from "../../tests/support/management-world.ts";
import { seed } from "../cloud/seed.ts";

const realm = `/realms/${seed.realm.id}`;
const path = `${realm}/batch-credential-binding-jobs`;
const job_template = { authenticator_config_id: seed.authenticatorConfig.id };

async function peopled() {
  const world = createManagementWorld();
  const person = async (username: string, address?: string) => {
    const traits = { type: "traits_v0", username, primary_email_address: address };
    const identity = { display_name: username, traits };
    return (await world.ask("POST", `${realm}/identities`, { identity })).body.id as string;
  };
  const batch = (identity_ids: string[], template: object = job_template) =>
    world.ask("POST", path, {
      batch_credential_binding_job: { identity_ids, job_template: template },
    });
  const ada = await person("ada", "ada@example.com");
  const bob = await person("bob", "bob@example.com");
  return { ...world, batch, ada, bob, cyn: await person("cyn") };
}

test(`a batch mails a link to each identity with an address, ${SPEC}`, async () => {
  const { ask, batch, ada, bob, cyn, emulator } = await peopled();
  const { body: begun } = await batch([ada, bob, cyn, "abc", ada]);
  expect(begun).toMatchObject({ state: "RUNNING", job_template });
  expect(emulator.store.state.messages.map(({ to }) => to)).toEqual([
    "ada@example.com",
    "bob@example.com",
  ]);
  const { body: done } = await ask("GET", `${path}/${begun.id}`);
  expect(done).toMatchObject({
    state: "PARTIAL_SUCCESS",
    state_commentary: {
      errors: {
        [cyn]: { last_error: "Identity missing email address" },
        abc: { last_error: "identity not found" },
      },
    },
  });
  const results = async (query = "") =>
    (await ask("GET", `${path}/${begun.id}:listResults${query}`)).body;
  const first = await results("?page_size=1");
  const second = await results(`?page_token=${first.next_page_token}`);
  const owners = [...first.job_results, ...second.job_results].map((job) => job.identity_id);
  expect([owners, second.next_page_token]).toEqual([[ada, bob], undefined]);
  const [job] = first.job_results;
  await ask("POST", `${realm}/identities/${ada}/credential-binding-jobs/${job.id}:revoke`, {});
  expect(await results()).toMatchObject({
    ...{ total_size: 2, total_success_count: 0, total_pending_count: 1, total_failure_count: 3 },
  });
});

test("a batch without an error succeeds, and one with nothing else fails", async () => {
  const { ask, batch, ada, cyn } = await peopled();
  for (const [ids, state] of [
    [[ada], "SUCCESS"],
    [[cyn], "FAILED"],
  ] as const) {
    const { id } = (await batch([...ids])).body;
    expect((await ask("GET", `${path}/${id}`)).body.state).toBe(state);
  }
});

test("a suspended identity gets no link", async () => {
  const { ask, batch, ada, emulator } = await peopled();
  await ask("PATCH", `${realm}/identities/${ada}`, { identity: { status: "suspended" } });
  const { id } = (await batch([ada])).body;
  expect((await ask("GET", `${path}/${id}`)).body.state).toBe("FAILED");
  expect(emulator.store.state.messages).toEqual([]);
});

test("a batch names 1 to 1000 identities and a known configuration", async () => {
  const { batch, ada } = await peopled();
  const many = Array.from({ length: 1001 }, (_, index) => `id-${index}`);
  expect((await batch(many)).status).toBe(400);
  expect((await batch([])).status).toBe(400);
  expect((await batch([ada], { authenticator_config_id: "abc" })).status).toBe(400);
  expect((await batch([ada], {})).status).toBe(400);
});

test(`the queue of a realm is full with 1000 jobs, and empty a while later, ${SPEC}`, async () => {
  const { batch, ask, emulator } = await peopled();
  const many = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);
  expect((await batch(many(800))).status).toBe(200);
  expect(await batch(many(300))).toMatchObject({
    status: 429,
    body: {
      code: "too_many_requests",
      message: "Maximum queue sized reached. Maximum: 1000 Current Total: 800 Overage: 100",
    },
    headers: { "ratelimit-limit": "1000", "ratelimit-remaining": "200" },
  });
  expect((await batch(many(200))).status).toBe(200);
  expect((await batch(many(1))).status).toBe(429);
  const other = (await ask("POST", "/realms", { realm: { display_name: "New" } })).body;
  emulator.store.state.world.authenticator_configs.push({
    ...{ id: "other", realm_id: other.id, display_name: "Other" },
    config: { type: "platform" },
  });
  const elsewhere = { identity_ids: many(1), job_template: { authenticator_config_id: "other" } };
  const place = `/realms/${other.id}/batch-credential-binding-jobs`;
  expect(await ask("POST", place, { batch_credential_binding_job: elsewhere })).toMatchObject({
    status: 200,
  });
  emulator.clock.advance(11);
  expect((await batch(many(1000))).status).toBe(200);
});
