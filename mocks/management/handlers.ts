import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { applications } from "./applications.ts";
import { authenticatorConfigs } from "./authenticator-configs.ts";
import { batchJobHandlers } from "./batch-binding-jobs.ts";
import { getBindingJob, listBindingJobs, revokeBindingJob } from "./binding-jobs.ts";
import { createJob } from "./create-binding-job.ts";
import { getCredential, listCredentials, revokeCredential } from "./credentials.ts";
import { groupMemberHandlers, groups } from "./groups.ts";
import {
  createIdentity,
  deleteIdentities,
  deleteIdentity,
  getIdentity,
  listIdentities,
  updateIdentity,
} from "./identities.ts";
import { membershipHandlers } from "./memberships.ts";
import { operation } from "./operation.ts";
import { realms } from "./realms.ts";
import { resourceHandlers } from "./resource.ts";
import { resourceServers } from "./resource-servers.ts";
import { roleMemberHandlers } from "./role-members.ts";
import { roles } from "./roles.ts";
import { tenantHandlers } from "./tenant.ts";
import { activeThemeHandler, themes } from "./themes.ts";
import { tokenHandlers } from "./tokens.ts";

/** An id ends before a verb such as `:revoke`, which MSW's own `:id` would include. */
const identity = "/identities/:identityId([^/:]+)";
const credential = `${identity}/credentials/:credentialId([^/:]+)`;
const jobs = `${identity}/credential-binding-jobs`;
const job = `${jobs}/:jobId([^/:]+)`;

/** @returns the emulated operations of the vendor's management API. */
export function managementHandlers(emulator: Emulator): Endpoint[] {
  return [
    ...tenantHandlers(emulator),
    ...resourceHandlers(emulator, realms),
    ...resourceHandlers(emulator, applications),
    ...resourceHandlers(emulator, authenticatorConfigs),
    ...resourceHandlers(emulator, resourceServers),
    ...resourceHandlers(emulator, groups),
    ...groupMemberHandlers(emulator),
    ...resourceHandlers(emulator, roles),
    ...roleMemberHandlers(emulator),
    ...membershipHandlers(emulator),
    activeThemeHandler(emulator),
    ...resourceHandlers(emulator, themes),
    ...tokenHandlers(emulator),
    ...batchJobHandlers(emulator),
    operation(emulator, "post", "/identities\\:batchDelete", "identities:delete", deleteIdentities),
    operation(emulator, "post", "/identities", "identities:create", createIdentity),
    operation(emulator, "get", "/identities", "identities:read", listIdentities),
    operation(emulator, "get", identity, "identities:read", getIdentity),
    operation(emulator, "patch", identity, "identities:update", updateIdentity),
    operation(emulator, "delete", identity, "identities:delete", deleteIdentity),
    operation(emulator, "get", `${identity}/credentials`, "credentials:read", listCredentials),
    operation(emulator, "get", credential, "credentials:read", getCredential),
    operation(emulator, "post", `${credential}\\:revoke`, "credentials:revoke", revokeCredential),
    operation(emulator, "post", jobs, "credential-binding-jobs:create", createJob),
    operation(emulator, "get", jobs, "credential-binding-jobs:read", listBindingJobs),
    operation(emulator, "get", job, "credential-binding-jobs:read", getBindingJob),
    operation(
      emulator,
      "post",
      `${job}\\:revoke`,
      "credential-binding-jobs:revoke",
      revokeBindingJob,
    ),
  ];
}
