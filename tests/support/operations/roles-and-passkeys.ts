import { type Ids, inRealm, type Row, tooMany } from "./row.ts";

const roles = "/resource-servers/{resource_server_id}/roles";
const role = `${roles}/{role_id}`;
const credentials = "/identities/{identity_id}/credentials";
const jobs = "/identities/{identity_id}/credential-binding-jobs";
const job = `${jobs}/{credential_binding_job_id}`;
const batches = "/batch-credential-binding-jobs";
const batch = `${batches}/{batch_credential_binding_job_id}`;

const read = "credential-binding-jobs:read";
const members = ["roles:update", "groups:read", "identities:read"];
const scopes = ["roles:update", "resource-servers:read"];
const tooManyIn = (field: string) => ({
  ...{ field, body: { [field]: tooMany() }, description: "array exceeds 1000 elements" },
});
const roleFields = {
  body: () => ({ role: { display_name: "Another" } }),
  filled: { field: "role.display_name", body: { role: { display_name: "" } } },
};
const jobOf =
  (fields: object) =>
  ({ authenticator_config_id }: Ids) => ({ job: { authenticator_config_id, ...fields } });
const batchOf = (count: number) => (ids: Ids) => ({
  batch_credential_binding_job: {
    identity_ids: Array.from({ length: count }, (_, index) => `id-${count}-${index}`),
    job_template: { authenticator_config_id: ids.authenticator_config_id },
  },
});

/** Roles, passkeys and the jobs that bind them. */
export const rolesAndPasskeys: Row[] = [
  { operation: inRealm("POST", roles), scopes: ["roles:create"], ...roleFields },
  { operation: inRealm("GET", roles), scopes: ["roles:read"] },
  { operation: inRealm("GET", role), scopes: ["roles:read"] },
  { operation: inRealm("PATCH", role), scopes: ["roles:update"], ...roleFields },
  {
    ...{ operation: inRealm("DELETE", role), scopes: ["roles:delete"] },
    refused: [
      {
        why: "with a scope",
        first: [
          "POST",
          (ids) => `/resource-servers/${ids.resource_server_id}/roles/${ids.role_id}:addScopes`,
          () => ({ scopes: ["a:read"] }),
        ],
        ...{ status: 409, message: "role has children" },
      },
    ],
  },
  ...["addMembers", "deleteMembers"].map((verb) => ({
    ...{ operation: inRealm("POST", `${role}:${verb}`), scopes: members },
    body: (ids: Ids) => ({ identity_ids: [ids.identity_id], group_ids: [ids.group_id] }),
    filled: tooManyIn("identity_ids"),
  })),
  {
    operation: inRealm("GET", `${role}:listMembers`),
    scopes: ["roles:read", "groups:read", "identities:read"],
  },
  ...["addScopes", "deleteScopes"].map((verb) => ({
    ...{ operation: inRealm("POST", `${role}:${verb}`), scopes },
    ...{ body: () => ({ scopes: ["a:read"] }), filled: tooManyIn("scopes") },
  })),
  {
    operation: inRealm("GET", `${role}:listScopes`),
    scopes: ["roles:read", "resource-servers:read"],
  },
  {
    ...{ operation: inRealm("GET", credentials), scopes: ["credentials:read"] },
    unknown: { identity_id: "an empty list" },
  },
  {
    ...{
      operation: inRealm("GET", `${credentials}/{credential_id}`),
      scopes: ["credentials:read"],
    },
    unknown: { identity_id: "Credential" },
  },
  {
    operation: inRealm("POST", `${credentials}/{credential_id}:revoke`),
    ...{ scopes: ["credentials:revoke"], unknown: { identity_id: "Credential" } },
    refused: [
      {
        why: "twice",
        first: ["POST", (ids) => `/identities/-/credentials/${ids.credential_id}:revoke`],
        ...{ status: 409, message: "credential is not active" },
      },
    ],
  },
  {
    ...{ operation: inRealm("POST", jobs), scopes: ["credential-binding-jobs:create"] },
    body: jobOf({ delivery_method: "RETURN", post_binding_redirect_uri: "https://app.example/" }),
    filled: {
      field: "job.authenticator_config_id",
      body: { job: { delivery_method: "RETURN", authenticator_config_id: "" } },
    },
    refused: [
      {
        ...{ why: "by mail without an address", body: jobOf({ delivery_method: "EMAIL" }) },
        at: ({ second_identity_id = "" }) => ({ identity_id: second_identity_id }),
        ...{ status: 422, message: "Identity missing email address" },
      },
    ],
  },
  {
    ...{ operation: inRealm("GET", jobs), scopes: [read] },
    unknown: { identity_id: "an empty list" },
  },
  {
    ...{ operation: inRealm("GET", job), scopes: [read] },
    unknown: { identity_id: "CredentialBindingJob" },
  },
  {
    operation: inRealm("POST", `${job}:revoke`),
    ...{ scopes: ["credential-binding-jobs:revoke"], body: () => ({}) },
    unknown: { identity_id: "CredentialBindingJob" },
    refused: [
      {
        why: "twice",
        first: [
          "POST",
          (ids) => `/identities/-/credential-binding-jobs/${ids.credential_binding_job_id}:revoke`,
          () => ({}),
        ],
        ...{ status: 409, message: "credential binding job is REVOKED" },
      },
    ],
  },
  {
    ...{ operation: inRealm("POST", batches), scopes: ["credential-binding-jobs:create"] },
    body: batchOf(2),
    filled: {
      field: "batch_credential_binding_job.identity_ids",
      body: batchOf(1001)({ authenticator_config_id: "abc" }),
      description: "array exceeds 1000 elements",
    },
    refused: [
      {
        ...{ why: "that is too much for the queue", body: batchOf(300) },
        first: ["POST", () => batches, batchOf(800)],
        status: 429,
        message: "Maximum queue sized reached. Maximum: 1000 Current Total: 800 Overage: 100",
      },
    ],
  },
  { operation: inRealm("GET", batch), scopes: [read] },
  { operation: inRealm("GET", `${batch}:listResults`), scopes: [read] },
];
