import { APPLICATION } from "../cloud/resources.ts";
import type { Connection } from "./connect.ts";
import type { Outcome } from "./env-values.ts";
import type { Options } from "./options.ts";
import type { Session } from "./session.ts";
import { ensureApiClient } from "./steps/api-client.ts";
import { ensureApplication, findApplication } from "./steps/application.ts";
import { ensureAuthenticatorConfig } from "./steps/authenticator-config.ts";
import { ensureRealm } from "./steps/realm.ts";
import { ensureResourceServer } from "./steps/resource-server.ts";

type Variables = Record<string, string>;

/**
 * Finds or makes each part of a tenant that the app needs. With a planning session it makes nothing.
 *
 * @param present variables of the environment file
 * @throws ProvisionError, CloudError
 */
export async function setUp(
  session: Session,
  { token, hosts }: Connection,
  options: Options,
  present: Variables,
): Promise<Outcome> {
  const realm = await ensureRealm(session, token, options.realm);
  const applications = await session.list(APPLICATION, realm.id);
  const current = findApplication(applications, options);
  const server = await ensureResourceServer(session, realm.id, options);
  const users = { application: current, applications };
  const config = await ensureAuthenticatorConfig(session, realm.id, users, options);
  const application = await ensureApplication(
    session,
    realm.id,
    current,
    { config, server },
    options,
  );
  const names = { name: options.name, usersRealmId: realm.id };
  const isHosted = options.authenticator === "hosted";
  const needsClient = !isHosted && !present.BEYOND_IDENTITY_API_TOKEN;
  const apiClient = needsClient
    ? await ensureApiClient(session, token, names, ownClientId(present))
    : null;
  const { tenantId, adminRealmId } = token;
  return {
    ...{ hosts, application, appOrigin: options.appOrigin },
    ids: { tenantId, realmId: realm.id, applicationId: application.id },
    embedded: isHosted
      ? null
      : {
          ...{ configId: config.id, apiClient },
          adminIds: { tenantId, realmId: adminRealmId, applicationId: apiClient?.id ?? "" },
        },
  };
}

/** @returns the scopes with which everything is looked up */
export function scopesToRead({ resourceServer }: Options): string[] {
  return [
    ...["realms:read", "applications:read", "authenticator-configs:read"],
    ...(resourceServer ? ["resource-servers:read"] : []),
  ];
}

function ownClientId(present: Variables): string | null {
  const { BEYOND_IDENTITY_API_CLIENT_ID: id, BEYOND_IDENTITY_API_CLIENT_SECRET: secret } = present;
  return id && secret && present.BEYOND_IDENTITY_API_ISSUER ? id : null;
}
