/** What the emulated management application may be granted: the scopes of the operations that are emulated. */
export const MANAGEMENT_SCOPES = [
  "identities:create",
  "identities:read",
  "identities:update",
  "identities:delete",
  "credentials:read",
  "credentials:revoke",
  "credential-binding-jobs:create",
  "credential-binding-jobs:read",
  "credential-binding-jobs:revoke",
];
