import {
  APPLICATION,
  AUTHENTICATOR_CONFIG,
  REALM,
  RESOURCE_SERVER,
  THEME,
} from "../cloud/resources.ts";
import type { Connection } from "./connect.ts";
import type { EnvDocument } from "./env-document.ts";
import type { Outcome } from "./env-values.ts";
import type { Options } from "./options.ts";
import type { Session } from "./session.ts";
import { ensureApiClient } from "./steps/api-client.ts";
import { ensureApplication, findApplication } from "./steps/application.ts";
import { ensureAuthenticatorConfig } from "./steps/authenticator-config.ts";
import { ensureRealm } from "./steps/realm.ts";
import { ensureResourceServer } from "./steps/resource-server.ts";
import { ensureTheme } from "./steps/theme.ts";

type Variables = Record<string, string>;

/**
 * Finds or makes each part of a tenant that the app needs. With a planning session it makes nothing.
 *
 * @param document the environment file, with what runs before have made
 * @throws ProvisionError, CloudError
 */
export async function setUp(
  session: Session,
  { token, hosts }: Connection,
  options: Options,
  { variables: present, mark }: Pick<EnvDocument, "variables" | "mark">,
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
  const isHosted = options.authenticator === "hosted";
  const needsClient = !isHosted && !present.BEYOND_IDENTITY_API_TOKEN;
  const apiClient = needsClient
    ? await ensureApiClient(session, token, realm.id, options, ownClientId(present))
    : null;
  const made = mark.made.find(({ kind, realm: in_ }) => kind === THEME.kind && in_ === realm.id);
  await ensureTheme(session, realm.id, options, made?.id);
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
export function scopesToRead(options: Options): string[] {
  return pathsOf(options).map((path) => `${path}:read`);
}

/** @returns the scopes with which everything can be made or changed. What of it a run needs, only reading can tell. */
export function scopesToWrite(options: Options): string[] {
  return pathsOf(options).flatMap((path) =>
    path === REALM.path ? [`${path}:create`] : [`${path}:create`, `${path}:update`],
  );
}

function pathsOf({ resourceServer, theme }: Options): string[] {
  return [
    ...[REALM.path, APPLICATION.path, AUTHENTICATOR_CONFIG.path],
    ...(resourceServer ? [RESOURCE_SERVER.path] : []),
    ...(theme ? [THEME.path] : []),
  ];
}

function ownClientId(present: Variables): string | null {
  const { BEYOND_IDENTITY_API_CLIENT_ID: id, BEYOND_IDENTITY_API_CLIENT_SECRET: secret } = present;
  return id && secret && present.BEYOND_IDENTITY_API_ISSUER ? id : null;
}
