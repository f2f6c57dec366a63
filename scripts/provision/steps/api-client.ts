import { DELETION_SCOPES, MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import type { ManagementToken } from "../../cloud/management-token.ts";
import { APPLICATION } from "../../cloud/resources.ts";
import type { Application } from "../../cloud/schemas.ts";
import { findById, findNamed } from "../find.ts";
import type { Options } from "../options.ts";
import { requireFor } from "../provision-error.ts";
import type { Session } from "../session.ts";
import { withoutClient } from "./protocol.ts";

/** The scopes that the app uses. A client that may read applications could read the secrets of all of them. */
export const APP_SCOPES = [...MANAGEMENT_SCOPES, ...DELETION_SCOPES];

/**
 * Finds or makes the machine client with which the app's server calls the management API: an application of the admin
 * realm that may do what the app does, and no more.
 *
 * @param ownClientId of the credentials in the environment file, or null when it has none
 * @returns null when the file has credentials of the user's own
 * @throws ProvisionError `ambiguous`, or `unsuitable`, also when the resource server of the management API is not to be
 * found
 */
export async function ensureApiClient(
  session: Session,
  { adminRealmId: realmId, applicationId }: ManagementToken,
  usersRealmId: string,
  { name: appName, apiClientId }: Options,
  ownClientId: string | null,
): Promise<Application | null> {
  const resource = APPLICATION;
  const name = `${appName} server, realm ${usersRealmId}`;
  const applications = await session.list(resource, realmId);
  const own = applications.find(({ protocol_config: { client_id } }) => client_id === ownClientId);
  if (!apiClientId && ownClientId !== null && own?.display_name !== name) return null;
  const { words } = resource;
  const current = apiClientId
    ? findById(applications, apiClientId, words)
    : findNamed(applications, name, { words, way: "Choose one with --api-client ID." });
  if (current) return withScopes(session, realmId, suitable(current));
  const issuer = applications.find(({ id }) => id === applicationId);
  const serverId = issuer?.resource_server_id;
  requireFor(
    serverId,
    "unsuitable",
    () =>
      "The application that issued the token has no resource server, so no client for the app's server can be made. Make a token with the app's scopes in the console, and write it into the file as BEYOND_IDENTITY_API_TOKEN.",
  );
  return session.create({
    ...{ resource, realmId, name },
    fields: {
      display_name: name,
      resource_server_id: serverId,
      protocol_config: {
        type: "oauth2",
        confidentiality: "confidential",
        grant_type: ["client_credentials"],
        allowed_scopes: APP_SCOPES,
        token_format: "self_contained",
      },
    },
  });
}

function suitable(client: Application): Application {
  const { display_name: name, is_managed: isManaged, protocol_config: protocol } = client;
  requireFor(
    !isManaged && protocol.grant_type.includes("client_credentials"),
    "unsuitable",
    () =>
      `The application "${name}" cannot be the client of the app's server: it is managed by Beyond Identity, or may not use client credentials. Choose another --api-client.`,
  );
  return client;
}

async function withScopes(
  session: Session,
  realmId: string,
  current: Application,
): Promise<Application> {
  const { display_name: name, protocol_config: protocol } = current;
  const missing = MANAGEMENT_SCOPES.filter((scope) => !protocol.allowed_scopes.includes(scope));
  if (missing.length === 0) {
    session.keep(APPLICATION, realmId, current);
    return current;
  }
  const allowed_scopes = [...protocol.allowed_scopes, ...missing];
  const fields = {
    display_name: name,
    protocol_config: { ...withoutClient(protocol), allowed_scopes },
  };
  return session.update({ resource: APPLICATION, realmId, name, current, fields });
}
