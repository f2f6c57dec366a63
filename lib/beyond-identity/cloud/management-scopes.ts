/** Every scope that the app needs, except the one for deleting identities. */
export const MANAGEMENT_SCOPES = [
  "identities:create",
  "identities:read",
  "credential-binding-jobs:create",
  "credential-binding-jobs:read",
  "credential-binding-jobs:revoke",
  "credentials:read",
  "credentials:revoke",
  "tokens:delete",
];

/**
 * Scope for deleting identities, with a token of its own. The cloud may refuse a whole token request because of one
 * scope. A tenant that does not grant this scope loses only the deletion.
 */
export const DELETION_SCOPES = ["identities:delete"];
