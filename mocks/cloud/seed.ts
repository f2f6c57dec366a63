/**
 * The names and secrets of the `starter` seed: one tenant, the realm of the starter's users, its applications and
 * authenticator configurations, and the application whose tokens give access to the management API. The values have the
 * shapes of the real ones (16 hex digits, UUIDs, 24-character client ids) and are written into `.env.development`.
 */
export const seed = {
  tenant: { id: "0001e5a1b7c94f20", displayName: "Acme" },
  realm: { id: "9f3c2e71d4b8a650", displayName: "Acme Customers" },
  adminRealm: { id: "4b7d9e02c6a1f835", displayName: "Beyond Identity Admin" },
  webApplication: {
    id: "7d1f0c52-3b8e-4a96-9c4e-2f6b1d8a0e73",
    displayName: "Passkey Starter",
    clientId: "emulator-web-client-0001",
    clientSecret: "emulator-web-secret-for-local-development-only-1",
  },
  /** Attached to the web application: people's access tokens are for it too. */
  resourceServer: {
    id: "5b2f7d18-0c9e-4d63-a7f1-83e6b4c2d950",
    displayName: "Passkey Starter API",
    identifier: "https://api.passkey-starter.example",
    scopes: ["profile:read", "notes:read"],
  },
  authenticatorConfig: {
    id: "c0a5e9d4-61f7-4b2d-8e13-5a9b7c3f0d26",
    displayName: "Passkey Starter (embedded)",
  },
  /** For an app that leaves the sign-in page to the cloud. */
  hostedApplication: {
    id: "a6c3d8f1-5e27-4b90-8d14-7f9e0b2c6a35",
    displayName: "Passkey Starter (hosted)",
    clientId: "emulator-hosted-client01",
    clientSecret: "emulator-hosted-secret-for-local-development-001",
  },
  hostedAuthenticatorConfig: {
    id: "e41b7a92-08d6-4c5f-9a37-1d6e8f0c2b54",
    displayName: "Passkey Starter (hosted web)",
  },
  managementResourceServer: {
    id: "3d9f6e05-b1a8-4c72-8e40-9a5c7d2f1b68",
    displayName: "Beyond Identity Management API",
    identifier: "beyondidentity",
  },
  managementApplication: {
    id: "1e8b4c70-92d5-4f3a-b6e7-0c5d2a9f8b14",
    displayName: "Beyond Identity Management API",
    clientId: "emulator-mgmt-client-001",
    clientSecret: "emulator-mgmt-secret-for-local-development-only1",
  },
} as const;

/** Path of an application below an auth host, which is also the path of its OIDC issuer. */
export function applicationPath(realmId: string, applicationId: string): string {
  return `/v1/tenants/${seed.tenant.id}/realms/${realmId}/applications/${applicationId}`;
}
