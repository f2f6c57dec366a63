import { expect, test } from "vitest";
import { createManagementWorld, SPEC } from "../../tests/support/management-world.ts";
import { seed } from "../cloud/seed.ts";

const realm = `/realms/${seed.realm.id}`;
const server = `${realm}/resource-servers/${seed.resourceServer.id}`;

type Named = { id: string };
const idsOf = (items: Named[]) => items.map(({ id }) => id);

/** A group, a role and three people. */
async function peopled() {
  const world = createManagementWorld();
  const { ask } = world;
  const made = async (path: string, body: unknown): Promise<string> =>
    (await ask("POST", path, body)).body.id;
  const person = (username: string) =>
    made(`${realm}/identities`, {
      identity: { display_name: username, traits: { type: "traits_v0", username } },
    });
  const people = [await person("ada"), await person("bob"), await person("cyn")];
  const group = await made(`${realm}/groups`, { group: { display_name: "Team" } });
  const role = await made(`${server}/roles`, { role: { display_name: "Reader" } });
  return { ...world, people, group: `${realm}/groups/${group}`, role: `${server}/roles/${role}` };
}

const lastId = (path: string) => path.split("/").at(-1) ?? "";

test(`members of a group are added and taken away, twice as well as once, ${SPEC}`, async () => {
  const { ask, group, people } = await peopled();
  const members = async () => idsOf((await ask("GET", `${group}:listMembers`)).body.identities);
  for (const identity_ids of [people, people.slice(1)]) {
    const { status, body } = await ask("POST", `${group}:addMembers`, { identity_ids });
    expect([status, body.id]).toEqual([200, lastId(group)]);
    expect(await members()).toEqual(people);
  }
  for (const _ of ["once", "twice"]) {
    await ask("POST", `${group}:deleteMembers`, { identity_ids: people.slice(1) });
    expect(await members()).toEqual(people.slice(0, 1));
  }
  const { body } = await ask("GET", `${realm}/identities/${people[0]}:listGroups`);
  expect(idsOf(body.groups)).toEqual([lastId(group)]);
  expect((await ask("GET", `${realm}/identities/${people[1]}:listGroups`)).body.groups).toEqual([]);
});

test(`members and scopes of a role are added and taken away, twice as well as once, ${SPEC}`, async () => {
  const { ask, group, role, people } = await peopled();
  const sent = { identity_ids: people, group_ids: [lastId(group)] };
  const members = async () => {
    const { body } = await ask("GET", `${role}:listMembers`);
    expect([body.total_groups_size, body.total_identities_size]).toEqual([
      body.groups.length,
      body.identities.length,
    ]);
    return [idsOf(body.groups), idsOf(body.identities)];
  };
  for (const _ of ["once", "twice"]) {
    expect((await ask("POST", `${role}:addMembers`, sent)).body.id).toBe(lastId(role));
    expect(await members()).toEqual([[lastId(group)], people]);
  }
  const query = `?resource_server_id=${seed.resourceServer.id}`;
  for (const owner of [group, `${realm}/identities/${people[0]}`]) {
    expect(idsOf((await ask("GET", `${owner}:listRoles${query}`)).body.roles)).toEqual([
      lastId(role),
    ]);
    expect((await ask("GET", `${owner}:listRoles`)).status).toBe(400);
    expect(await ask("GET", `${owner}:listRoles?resource_server_id=abc`)).toMatchObject({
      ...{ status: 409, body: { details: [{ resource_type: "ResourceServer", id: "abc" }] } },
    });
  }
  for (const _ of ["once", "twice"]) {
    await ask("POST", `${role}:deleteMembers`, { identity_ids: people });
    expect(await members()).toEqual([[lastId(group)], []]);
  }
  const scopes = async () => (await ask("GET", `${role}:listScopes`)).body.scopes;
  for (const _ of ["once", "twice"]) {
    await ask("POST", `${role}:addScopes`, { scopes: ["notes:read"] });
    expect(await scopes()).toEqual(["notes:read"]);
  }
  expect((await ask("POST", `${role}:addScopes`, { scopes: ["notes:write"] })).status).toBe(400);
  for (const _ of ["once", "twice"]) {
    await ask("POST", `${role}:deleteScopes`, { scopes: ["notes:read"] });
    expect(await scopes()).toEqual([]);
  }
});

test("the two lists of a role's members have pages of their own under one token", async () => {
  const { ask, group, role, people } = await peopled();
  await ask("POST", `${role}:addMembers`, { identity_ids: people, group_ids: [lastId(group)] });
  const found: string[][] = [];
  let token = "";
  do {
    const query = `?identities_page_size=1&page_token=${token}`;
    const { body } = await ask("GET", `${role}:listMembers${query}`);
    found.push([...idsOf(body.groups), ...idsOf(body.identities)]);
    token = body.next_page_token ?? "";
  } while (token);
  expect(found).toEqual([[lastId(group), people[0]], [people[1]], [people[2]]]);
  const skipped = await ask("GET", `${role}:listMembers?groups_skip=1&identities_skip=2`);
  expect([skipped.body.groups, idsOf(skipped.body.identities)]).toEqual([[], [people[2]]]);
});

test("what has members or scopes stays, and names what is in the way", async () => {
  const { ask, group, role, people } = await peopled();
  const [ada = ""] = people;
  const refusal = async (path: string) => {
    const { status, body } = await ask("DELETE", path);
    return [status, body.message, body.details[0].resource_type, body.details[0].id];
  };
  await ask("POST", `${group}:addMembers`, { identity_ids: [ada] });
  expect(await refusal(group)).toEqual([409, "group has children", "Identity", ada]);
  await ask("POST", `${role}:addMembers`, { identity_ids: [ada] });
  expect(await refusal(role)).toEqual([409, "role has children", "Identity", ada]);
  await ask("POST", `${role}:deleteMembers`, { identity_ids: [ada] });
  await ask("POST", `${role}:addMembers`, { group_ids: [lastId(group)] });
  expect(await refusal(role)).toEqual([409, "role has children", "Group", lastId(group)]);
  await ask("POST", `${role}:deleteMembers`, { group_ids: [lastId(group)] });
  await ask("POST", `${role}:addScopes`, { scopes: ["notes:read"] });
  expect(await refusal(role)).toEqual([409, "role has children", "Role", lastId(role)]);
  expect(await refusal(server)).toEqual([
    409,
    "resource server has children",
    "Role",
    lastId(role),
  ]);
});

test("a scope of a role stays on its resource server", async () => {
  const { ask, role } = await peopled();
  const change = (scopes: string[]) => ask("PATCH", server, { resource_server: { scopes } });
  const { scopes } = seed.resourceServer;
  await change([...scopes, "extra:read"]);
  await ask("POST", `${role}:addScopes`, { scopes: ["extra:read"] });
  expect(await change([...scopes])).toMatchObject({
    ...{ status: 409, body: { details: [{ resource_type: "Role", id: lastId(role) }] } },
  });
});

test("a deleted identity or group belongs to nothing any more", async () => {
  const { ask, group, role, people } = await peopled();
  const [ada = "", bob = "", cyn = ""] = people;
  await ask("POST", `${group}:addMembers`, { identity_ids: people });
  await ask("POST", `${role}:addMembers`, { identity_ids: people, group_ids: [lastId(group)] });
  await ask("DELETE", `${realm}/identities/${ada}`);
  await ask("POST", `${realm}/identities:batchDelete`, { ids: [bob, cyn] });
  expect((await ask("GET", `${group}:listMembers`)).body.total_size).toBe(0);
  expect((await ask("DELETE", group)).status).toBe(200);
  expect((await ask("DELETE", role)).status).toBe(200);
});

test(`a batch deletes all of its identities or none, ${SPEC}`, async () => {
  const { ask, people } = await peopled();
  const remove = (ids: string[]) => ask("POST", `${realm}/identities:batchDelete`, { ids });
  expect(await remove([...people, "abc", "def"])).toEqual({
    status: 404,
    body: {
      ...{ code: "not_found", message: "identities not found" },
      details: [
        {
          type: "BatchOperationErrors",
          description: "errors encountered performing batch operation",
          errors: [
            {
              Description: "identities not found",
              ...{ IDs: ["abc", "def"], ResourceType: "Identity" },
            },
          ],
        },
      ],
    },
  });
  expect((await ask("GET", `${realm}/identities`)).body.total_size).toBe(3);
  expect(await remove(people)).toEqual({ status: 200, body: undefined });
  expect((await ask("GET", `${realm}/identities`)).body.total_size).toBe(0);
});

test("a role takes no identity and no group that its realm does not have", async () => {
  const { ask, role, people } = await peopled();
  const elsewhere = `/realms/${seed.adminRealm.id}/groups`;
  const foreign = (await ask("POST", elsewhere, { group: { display_name: "Foreign" } })).body.id;
  for (const [sent, message] of [
    [{ identity_ids: [...people, "abc"] }, "identity not found"],
    [{ group_ids: ["abc"] }, "group not found"],
    [{ group_ids: [foreign] }, "group not found"],
  ] as const) {
    const { status, body } = await ask("POST", `${role}:addMembers`, sent);
    expect([status, body.message]).toEqual([404, message]);
  }
  const { body } = await ask("GET", `${role}:listMembers`);
  expect([body.groups, body.identities]).toEqual([[], []]);
});

const many = Array.from({ length: 1001 }, (_, index) => `id-${index}`);

test.each([
  ["groups/x:addMembers", "identity_ids"],
  ["groups/x:deleteMembers", "identity_ids"],
  ["roles/x:addMembers", "identity_ids"],
  ["roles/x:deleteMembers", "group_ids"],
  ["roles/x:addScopes", "scopes"],
  ["roles/x:deleteScopes", "scopes"],
])("%s takes 1 to 1000 %s that exist, of what exists", async (operation, field) => {
  const { ask, group, role } = await peopled();
  const owner = operation.startsWith("groups") ? group : role;
  const path = `${owner}${operation.slice(operation.indexOf(":"))}`;
  const problem = async (sent: unknown) =>
    (await ask("POST", path, sent)).body.details[0].field_violations[0].description;
  expect(await problem({ [field]: many })).toBe("array exceeds 1000 elements");
  expect(await problem({ [field]: [] })).toBe("array is empty");
  expect(await problem({})).toBe("missing");
  const unknown = path.replace(lastId(owner), "abc");
  expect((await ask("POST", unknown, { [field]: ["abc"] })).status).toBe(404);
  const strange = await ask("POST", path, { [field]: ["abc"] });
  const refused = operation.includes(":add") ? (field === "scopes" ? 400 : 404) : 200;
  expect(strange.status).toBe(refused);
});

test("a role is below its own resource server, and a group in its own realm", async () => {
  const { ask, group, role } = await peopled();
  const other = (
    await ask("POST", `${realm}/resource-servers`, {
      resource_server: { display_name: "Other", identifier: "https://other.example" },
    })
  ).body.id;
  expect((await ask("GET", role.replace(seed.resourceServer.id, other))).status).toBe(404);
  expect(await ask("GET", `${realm}/resource-servers/abc/roles`)).toMatchObject({
    ...{ status: 404, body: { message: "resource server not found" } },
  });
  expect((await ask("GET", group.replace(seed.realm.id, seed.adminRealm.id))).status).toBe(404);
});
