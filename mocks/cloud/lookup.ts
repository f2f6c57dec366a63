import type { Emulator } from "./emulator.ts";
import type { BindingJob } from "./model.ts";
import type { ApplicationRecord, AuthenticatorConfig, Realm, ResourceServer } from "./world.ts";

type Params = Partial<Record<string, string>>;

/** @returns the path of a realm below both hosts. */
export function realmPath({ store }: Emulator, realmId: string): string {
  return `/v1/tenants/${store.state.world.tenant.id}/realms/${realmId}`;
}

/** @returns whether a path names this emulator's tenant. */
export function isOwnTenant({ store }: Emulator, { tenantId }: Params): boolean {
  return tenantId === store.state.world.tenant.id;
}

/** @returns the realm with an id, if there is one. */
export function findRealm({ store }: Emulator, realmId: string | undefined): Realm | undefined {
  return store.state.world.realms.find(({ id }) => id === realmId);
}

/** @returns the application with an id, if there is one. */
export function findApplication(
  { store }: Emulator,
  applicationId: string | undefined,
): ApplicationRecord | undefined {
  return store.state.world.applications.find(({ id }) => id === applicationId);
}

/** @returns the authenticator configuration of a realm with an id, if there is one. */
export function findConfig(
  { store }: Emulator,
  realmId: string,
  configId: string | undefined,
): AuthenticatorConfig | undefined {
  return store.state.world.authenticator_configs.find(
    ({ id, realm_id }) => id === configId && realm_id === realmId,
  );
}

/** @returns the authenticator configuration that a binding job names or contains. A named one may be deleted since. */
export function configOfJob(
  emulator: Emulator,
  { id, realmId, authenticatorConfigId, authenticatorConfig: config }: BindingJob,
): AuthenticatorConfig | undefined {
  return config
    ? { id, realm_id: realmId, display_name: "Of one binding job", config }
    : findConfig(emulator, realmId, authenticatorConfigId);
}

/** @returns the authenticator configuration that an application names, if it does. */
export function configOfApplication(
  emulator: Emulator,
  applicationId: string | undefined,
): AuthenticatorConfig | undefined {
  const application = findApplication(emulator, applicationId);
  return (
    application && findConfig(emulator, application.realm_id, application.authenticator_config_id)
  );
}

/** @returns the resource server that an application names, if it does. */
export function resourceServerOf(
  { store }: Emulator,
  { realm_id, resource_server_id }: ApplicationRecord,
): ResourceServer | undefined {
  return store.state.world.resource_servers.find(
    (server) => server.id === resource_server_id && server.realm_id === realm_id,
  );
}
