import { managementScopes } from "./management-scopes.ts";
import type { Origins } from "./origins.ts";
import { seed } from "./seed.ts";
import { type World, worldSchema } from "./world.ts";

type Fields<Name extends keyof World> = World[Name] extends (infer Item)[] ? Item : never;

/** @returns a tenant as a new customer gets it: the admin realm with the application of the management API. */
export function blankWorld(): World {
  const { tenant, adminRealm, managementApplication: application } = seed;
  const { id, displayName, identifier } = seed.managementResourceServer;
  return worldSchema.parse({
    tenant: { id: tenant.id, display_name: tenant.displayName },
    realms: [{ id: adminRealm.id, display_name: adminRealm.displayName }],
    applications: [
      {
        ...{ id: application.id, realm_id: adminRealm.id, display_name: application.displayName },
        is_managed: true,
        resource_server_id: id,
        protocol_config: {
          ...clientOf(application),
          type: "oauth2",
          grant_type: ["client_credentials"],
          allowed_scopes: [...managementScopes],
        },
      },
    ],
    authenticator_configs: [],
    resource_servers: [
      {
        ...{ id, realm_id: adminRealm.id, display_name: displayName, is_managed: true, identifier },
        scopes: [...managementScopes],
      },
    ],
  });
}

/** @returns the world that the starter needs: two applications that users sign in to, embedded and hosted. */
export function starterWorld(origins: Origins): World {
  const blank = blankWorld();
  const { resourceServer } = seed;
  return worldSchema.parse({
    ...blank,
    realms: [
      {
        id: seed.realm.id,
        display_name: seed.realm.displayName,
        classification: "SECURE_CUSTOMER",
      },
      ...blank.realms,
    ],
    applications: [
      signInApplication(origins, seed.webApplication, seed.authenticatorConfig.id),
      signInApplication(origins, seed.hostedApplication, seed.hostedAuthenticatorConfig.id),
      ...blank.applications,
    ],
    authenticator_configs: [embedded(origins), hosted(origins)],
    resource_servers: [
      {
        ...{ id: resourceServer.id, realm_id: seed.realm.id, is_managed: false },
        display_name: resourceServer.displayName,
        identifier: resourceServer.identifier,
        scopes: [...resourceServer.scopes],
      },
      ...blank.resource_servers,
    ],
  });
}

function signInApplication(
  { app }: Origins,
  application: { id: string; displayName: string; clientId: string; clientSecret: string },
  authenticatorConfigId: string,
) {
  return {
    ...{ id: application.id, realm_id: seed.realm.id, display_name: application.displayName },
    authenticator_config_id: authenticatorConfigId,
    resource_server_id: seed.resourceServer.id,
    protocol_config: {
      ...clientOf(application),
      type: "oidc",
      grant_type: ["authorization_code"],
      redirect_uris: [`${app}/api/auth/callback/beyondidentity`],
      allowed_scopes: [...seed.resourceServer.scopes],
      pkce: "s256",
    },
  };
}

function embedded({ app }: Origins): Fields<"authenticator_configs"> {
  const { id, displayName } = seed.authenticatorConfig;
  return {
    ...{ id, realm_id: seed.realm.id, display_name: displayName },
    config: {
      type: "embedded",
      invoke_url: app,
      invocation_type: "automatic",
      trusted_origins: [app],
      authentication_methods: everyMethod(),
    },
  };
}

function hosted({ app }: Origins): Fields<"authenticator_configs"> {
  const { id, displayName } = seed.hostedAuthenticatorConfig;
  return {
    ...{ id, realm_id: seed.realm.id, display_name: displayName },
    config: {
      type: "hosted_web",
      trusted_origins: [app],
      authentication_methods: everyMethod(),
    },
  };
}

function everyMethod(): {
  type: "webauthn_passkey" | "software_passkey" | "email_one_time_password";
}[] {
  return [
    { type: "webauthn_passkey" },
    { type: "software_passkey" },
    { type: "email_one_time_password" },
  ];
}

function clientOf({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  return { client_id: clientId, client_secret: clientSecret };
}
