import { seed } from "../../mocks/cloud/seed.ts";
import type { Ids } from "./prepared-tenant.ts";

/** A request that an operation refuses because of what is there. */
export type Conflict = {
  operation: string;
  /** What is in the way, in a few words. */
  why: string;
  status: 403 | 409 | 422;
  /** Ids that differ from those of the prepared tenant. */
  at?: (ids: Ids) => Ids;
  body?: (ids: Ids) => unknown;
  /** What is sent before, with its body. */
  first?: [operation: string, body?: (ids: Ids) => unknown][];
};

const tenant = "/v1/tenants/{tenant_id}";
const realm = `${tenant}/realms/{realm_id}`;
const role = `${realm}/resource-servers/{resource_server_id}/roles/{role_id}`;
const credential = `${realm}/identities/{identity_id}/credentials/{credential_id}:revoke`;
const jobs = `${realm}/identities/{identity_id}/credential-binding-jobs`;
const revokeJob = `${jobs}/{credential_binding_job_id}:revoke`;

const ofManagement = () => ({
  ...{ realm_id: seed.adminRealm.id, application_id: seed.managementApplication.id },
  resource_server_id: seed.managementResourceServer.id,
});
const job = { delivery_method: "RETURN", authenticator_config_id: seed.authenticatorConfig.id };
const ada = { display_name: "Ada", traits: { type: "traits_v0", username: "ADA" } };

/** One row for each rule. The page shows the status only if the emulator answers with it. */
export const CONFLICTS: Conflict[] = [
  ...["PATCH", "DELETE"].flatMap((method) =>
    ["applications/{application_id}", "resource-servers/{resource_server_id}"].map((path) => ({
      ...{ operation: `${method} ${realm}/${path}`, why: "managed", status: 403 as const },
      at: ofManagement,
      body: () => ({ application: {}, resource_server: {} }),
    })),
  ),
  {
    ...{ operation: `POST ${tenant}/realms`, why: "name taken", status: 409 },
    body: () => ({ realm: { display_name: seed.realm.displayName } }),
  },
  { operation: `DELETE ${realm}`, why: "has children", status: 409 },
  {
    ...{ operation: `DELETE ${realm}/groups/{group_id}`, why: "has members", status: 409 },
    first: [
      [
        `POST ${realm}/groups/{group_id}:addMembers`,
        ({ identity_id }) => ({ identity_ids: [identity_id] }),
      ],
    ],
  },
  {
    ...{ operation: `POST ${realm}/identities`, why: "username taken", status: 409 },
    body: () => ({ identity: ada }),
  },
  {
    ...{ operation: `PATCH ${realm}/identities/{identity_id}`, why: "username taken", status: 409 },
    at: ({ suspended_identity_id = "" }) => ({ identity_id: suspended_identity_id }),
    body: () => ({ identity: { traits: ada.traits } }),
  },
  {
    ...{ operation: `DELETE ${role}`, why: "has members or scopes", status: 409 },
    first: [[`POST ${role}:addScopes`, () => ({ scopes: [seed.resourceServer.scopes[0]] })]],
  },
  {
    ...{ operation: `POST ${credential}`, why: "not active", status: 409 },
    first: [[`POST ${credential}`]],
  },
  {
    ...{ operation: `POST ${jobs}`, why: "identity suspended", status: 422 },
    at: ({ suspended_identity_id = "" }) => ({ identity_id: suspended_identity_id }),
    body: () => ({ job }),
  },
  {
    ...{ operation: `POST ${jobs}`, why: "no email address", status: 422 },
    body: () => ({ job: { ...job, delivery_method: "EMAIL" } }),
  },
  {
    ...{ operation: `POST ${revokeJob}`, why: "over", status: 409 },
    first: [[`POST ${revokeJob}`]],
  },
  {
    ...{ operation: `POST ${realm}/themes`, why: "realm has one", status: 409 },
    body: () => ({ theme: {} }),
  },
  {
    ...{ operation: `DELETE ${realm}/authenticator-configs/{authenticator_config_id}` },
    ...{ why: "in use", status: 409 },
  },
  {
    ...{ operation: `POST ${realm}/resource-servers`, why: "identifier taken", status: 409 },
    body: () => ({
      resource_server: {
        ...{ display_name: "Second", identifier: seed.resourceServer.identifier, scopes: [] },
      },
    }),
  },
  {
    ...{ operation: `DELETE ${realm}/resource-servers/{resource_server_id}` },
    ...{ why: "in use", status: 409 },
  },
];
