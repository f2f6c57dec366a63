/** Actions by resource, from the security entries of the management API reference. */
const actions = {
  applications: ["create", "read", "update", "delete"],
  "authenticator-configs": ["create", "read", "update", "delete"],
  "credential-binding-jobs": ["create", "read", "revoke"],
  credentials: ["read", "revoke"],
  "flow-type": ["create", "read", "update"],
  groups: ["create", "read", "update", "delete"],
  identities: ["create", "read", "update", "delete"],
  realms: ["create", "read", "update", "delete"],
  "resource-servers": ["create", "read", "update", "delete"],
  roles: ["create", "read", "update", "delete"],
  "scim:groups": ["create", "read", "update", "delete"],
  "scim:users": ["create", "read", "update", "delete"],
  "sso-configs": ["create", "read", "update", "delete"],
  tenants: ["read", "update"],
  themes: ["create", "read", "update"],
  tokens: ["read", "delete", "introspect"],
};

/** Every scope of the management API, such as `identities:create`. */
export const managementScopes: readonly string[] = Object.entries(actions).flatMap(
  ([resource, verbs]) => verbs.map((verb) => `${resource}:${verb}`),
);
