import { type Ids, inRealm, type Row, tooMany } from "./row.ts";

const named = { display_name: "Another" };
const person = (username: string) => ({
  ...{ display_name: username, traits: { type: "traits_v0", username } },
});
const exceeds = "array exceeds 1000 elements";
const tooManyIn = (field: string) => ({
  ...{ field, body: { [field]: tooMany() }, description: exceeds },
});
const members = ({ identity_id }: Ids) => ({ identity_ids: [identity_id] });
const addMember: NonNullable<Row["refused"]>[number]["first"] = [
  "POST",
  ({ group_id }) => `/groups/${group_id}:addMembers`,
  members,
];

/** The tenant, realms, groups and identities. */
export const directory: Row[] = [
  { operation: "GET /v1/tenants/{tenant_id}", scopes: ["tenants:read"] },
  {
    ...{ operation: "PATCH /v1/tenants/{tenant_id}", scopes: ["tenants:update"] },
    body: () => ({ tenant: named }),
    filled: { field: "tenant.display_name", body: { tenant: { display_name: "" } } },
  },
  {
    ...{ operation: "POST /v1/tenants/{tenant_id}/realms", scopes: ["realms:create"] },
    body: () => ({ realm: named }),
    filled: { field: "realm.display_name", body: { realm: { display_name: "" } } },
  },
  { operation: "GET /v1/tenants/{tenant_id}/realms", scopes: ["realms:read"] },
  { operation: inRealm("GET", ""), scopes: ["realms:read"] },
  {
    ...{ operation: inRealm("PATCH", ""), scopes: ["realms:update"] },
    body: () => ({ realm: named }),
    filled: { field: "realm.display_name", body: { realm: { display_name: "" } } },
  },
  {
    ...{ operation: inRealm("DELETE", ""), scopes: ["realms:delete"] },
    at: ({ other_realm_id = "" }) => ({ realm_id: other_realm_id }),
    refused: [{ why: "not empty", at: (ids) => ids, status: 409, message: "realm has children" }],
  },
  {
    ...{ operation: inRealm("POST", "/groups"), scopes: ["groups:create"] },
    body: () => ({ group: named }),
    filled: { field: "group.display_name", body: { group: { display_name: "" } } },
  },
  { operation: inRealm("GET", "/groups"), scopes: ["groups:read"] },
  { operation: inRealm("GET", "/groups/{group_id}"), scopes: ["groups:read"] },
  {
    ...{ operation: inRealm("PATCH", "/groups/{group_id}"), scopes: ["groups:update"] },
    body: () => ({ group: named }),
    filled: { field: "group.display_name", body: { group: { display_name: "" } } },
  },
  {
    ...{ operation: inRealm("DELETE", "/groups/{group_id}"), scopes: ["groups:delete"] },
    refused: [
      { why: "with a member", first: addMember, status: 409, message: "group has children" },
    ],
  },
  ...["addMembers", "deleteMembers"].map((verb) => ({
    operation: inRealm("POST", `/groups/{group_id}:${verb}`),
    ...{ scopes: ["groups:update", "identities:read"], body: members },
    filled: tooManyIn("identity_ids"),
  })),
  {
    operation: inRealm("GET", "/groups/{group_id}:listMembers"),
    scopes: ["groups:read", "identities:read"],
  },
  ...["/groups/{group_id}:listRoles", "/identities/{identity_id}:listRoles"].map((path) => ({
    operation: inRealm("GET", path),
    scopes: [
      path.startsWith("/g") ? "groups:read" : "identities:read",
      "roles:read",
      "resource-servers:read",
    ],
    query: ({ resource_server_id }: Ids) => `?resource_server_id=${resource_server_id}`,
    refused: [
      {
        ...{ why: "of an unknown resource server", query: "?resource_server_id=abc" },
        ...{ status: 409, message: "resource server not found" },
      },
    ],
  })),
  {
    ...{ operation: inRealm("POST", "/identities"), scopes: ["identities:create"] },
    body: () => ({ identity: person("bob") }),
    filled: {
      field: "identity.display_name",
      body: { identity: { ...person("bob"), display_name: "" } },
    },
    refused: [
      {
        ...{ why: "with the username of another", body: () => ({ identity: person("Ada") }) },
        ...{ status: 409, message: "username already exists" },
      },
    ],
  },
  { operation: inRealm("GET", "/identities"), scopes: ["identities:read"] },
  {
    ...{ operation: inRealm("POST", "/identities:batchDelete"), scopes: ["identities:delete"] },
    body: ({ identity_id }) => ({ ids: [identity_id] }),
    filled: tooManyIn("ids"),
    refused: [
      {
        ...{ why: "of unknown ones", body: () => ({ ids: ["abc", "def"] }) },
        ...{ status: 404, message: "identities not found" },
      },
    ],
  },
  { operation: inRealm("GET", "/identities/{identity_id}"), scopes: ["identities:read"] },
  {
    ...{ operation: inRealm("PATCH", "/identities/{identity_id}"), scopes: ["identities:update"] },
    body: () => ({ identity: named }),
    filled: { field: "identity.display_name", body: { identity: { display_name: "" } } },
    refused: [
      {
        ...{ why: "to the username of another", body: () => ({ identity: person("Ada") }) },
        at: ({ second_identity_id = "" }) => ({ identity_id: second_identity_id }),
        ...{ status: 409, message: "username already exists" },
      },
    ],
  },
  { operation: inRealm("DELETE", "/identities/{identity_id}"), scopes: ["identities:delete"] },
  {
    operation: inRealm("GET", "/identities/{identity_id}:listGroups"),
    scopes: ["identities:read", "groups:read"],
  },
];
