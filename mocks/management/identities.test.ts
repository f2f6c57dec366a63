import { expect, test } from "vitest";
import { createWorld, type World } from "../../tests/support/emulator-world.ts";

function createBody(username: string, changes: object = {}) {
  const address = username.includes("@") ? username : "ada@example.com";
  const traits = { type: "traits_v0", username, primary_email_address: address };
  return { identity: { display_name: username, traits, ...changes } };
}

async function add(world: World, username: string): Promise<{ id: string }> {
  return (await world.api("POST", "/identities", createBody(username))).json();
}

async function names(world: World, query: string): Promise<string[]> {
  const { identities } = await (await world.api("GET", `/identities?${query}`)).json();
  return identities.map(({ display_name }: { display_name: string }) => display_name);
}

async function violations(response: Response) {
  const { code, message, details } = await response.json();
  expect({ status: response.status, code, message }).toEqual({
    status: 400,
    code: "bad_request",
    message: "invalid parameters",
  });
  return details[0].field_violations;
}

test("a created identity is returned without an envelope, with 200", async () => {
  const { api } = createWorld();
  const response = await api("POST", "/identities", createBody("ada@example.com"));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    realm_id: "9f3c2e71d4b8a650",
    tenant_id: "0001e5a1b7c94f20",
    display_name: "ada@example.com",
    status: "active",
    enrollment_status: "UNENROLLED",
    traits: {
      type: "traits_v0",
      username: "ada@example.com",
      primary_email_address: "ada@example.com",
    },
    create_time: expect.stringMatching(/Z$/),
    update_time: expect.stringMatching(/Z$/),
  });
});

test("usernames are unique regardless of case, and the conflict names the owner", async () => {
  const world = createWorld();
  const { id } = await add(world, "ada@example.com");
  const response = await world.api("POST", "/identities", createBody("ADA@example.com"));
  const description = "duplicate username";
  expect(response.status).toBe(409);
  expect(await response.json()).toEqual({
    code: "conflict",
    message: "username already exists",
    details: [{ type: "ResourceInfo", resource_type: "Identity", id, description }],
  });
});

test("a body that is not JSON is malformed", async () => {
  const { call, managementToken, emulator } = createWorld();
  const headers = { authorization: `Bearer ${await managementToken()}` };
  const url = `${emulator.origins.api}/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650/identities`;
  const response = await call(new Request(url, { method: "POST", headers, body: "{" }));
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: "bad_request", message: "invalid request" });
});

for (const [field, description, changes] of [
  ["identity.display_name", "missing", { display_name: undefined }],
  ["identity.display_name", "empty string", { display_name: "" }],
  ["identity.display_name", "longer than 64 characters", { display_name: "a".repeat(65) }],
  ["identity.display_name", "forbidden character", { display_name: "a<b" }],
  ["identity.status", "neither active nor suspended", { status: "gone" }],
  ["identity.traits", "missing", { traits: undefined }],
  ["identity.traits.type", "not traits_v0", { traits: { username: "a" } }],
  ["identity.traits.username", "missing", { traits: { type: "traits_v0" } }],
  [
    "identity.traits.username",
    "forbidden character",
    { traits: { type: "traits_v0", username: "a#b" } },
  ],
] as const) {
  test(`${field} is refused: ${description}`, async () => {
    const response = await createWorld().api("POST", "/identities", createBody("ada", changes));
    expect(await violations(response)).toEqual([{ field, description }]);
  });
}

test("a username may have 64 characters of any script", async () => {
  const { api } = createWorld();
  const response = await api("POST", "/identities", createBody("ä".repeat(64)));
  expect(response.status).toBe(200);
});

test("an identity is read by its id, and another id is not found", async () => {
  const world = createWorld();
  const { id } = await add(world, "ada@example.com");
  expect(await (await world.api("GET", `/identities/${id}`)).json()).toMatchObject({ id });
  const missing = await world.api("GET", "/identities/0000");
  const message = "identity not found";
  expect(missing.status).toBe(404);
  expect(await missing.json()).toEqual({
    code: "not_found",
    message,
    details: [
      { type: "ResourceInfo", resource_type: "Identity", id: "0000", description: message },
    ],
  });
});

test("a patch changes what it names and nothing else", async () => {
  const world = createWorld();
  const { id } = await add(world, "ada@example.com");
  const traits = { type: "traits_v0", primary_email_address: "new@example.com" };
  const identity = { status: "suspended", traits };
  const response = await world.api("PATCH", `/identities/${id}`, { identity });
  expect(await response.json()).toMatchObject({
    display_name: "ada@example.com",
    status: "suspended",
    traits: { username: "ada@example.com", primary_email_address: "new@example.com" },
  });
});

test("a patch cannot use another identity's username, but may repeat its own", async () => {
  const world = createWorld();
  const { id } = await add(world, "ada@example.com");
  await add(world, "bob@example.com");
  const rename = (username: string) =>
    world.api("PATCH", `/identities/${id}`, {
      identity: { traits: { type: "traits_v0", username } },
    });
  expect((await rename("BOB@example.com")).status).toBe(409);
  expect((await rename("Ada@example.com")).status).toBe(200);
});

test("a deleted identity is not found, and its username is free", async () => {
  const world = createWorld();
  const { id } = await add(world, "ada@example.com");
  const response = await world.api("DELETE", `/identities/${id}`);
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect((await world.api("GET", `/identities/${id}`)).status).toBe(404);
  expect((await world.api("POST", "/identities", createBody("ada@example.com"))).status).toBe(200);
});

for (const attribute of ["traits.username", "username", "traits.primary_email_address"]) {
  test(`a filter on ${attribute} finds one regardless of case`, async () => {
    const world = createWorld();
    await add(world, "ada@example.com");
    await add(world, "bob@example.com");
    const filter = encodeURIComponent(`${attribute} eq "ADA@example.com"`);
    expect(await names(world, `filter=${filter}`)).toEqual(["ada@example.com"]);
  });
}

test("the value of a filter is a JSON string", async () => {
  const world = createWorld();
  await add(world, `o"hara`);
  const filter = encodeURIComponent(String.raw`traits.username eq "o\"h\u0061ra"`);
  expect(await names(world, `filter=${filter}`)).toEqual([`o"hara`]);
});

for (const filter of [
  `traits.username co "ada"`,
  `traits.username eq ada`,
  `id eq "1" or username eq "a"`,
  String.raw`username eq "\x"`,
]) {
  test(`the filter ${filter} is refused, because ignoring it would find the wrong identity`, async () => {
    const response = await createWorld().api(
      "GET",
      `/identities?filter=${encodeURIComponent(filter)}`,
    );
    expect(await violations(response)).toEqual([
      { field: "filter", description: "invalid filter" },
    ]);
  });
}
