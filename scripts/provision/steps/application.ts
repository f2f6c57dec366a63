import { isDeepStrictEqual } from "node:util";
import { APPLICATION } from "../../cloud/resources.ts";
import type { Application, AuthenticatorConfig, ResourceServer } from "../../cloud/schemas.ts";
import { findById, findNamed } from "../find.ts";
import type { Options } from "../options.ts";
import { requireFor } from "../provision-error.ts";
import type { Session } from "../session.ts";
import { neededProtocol, withoutClient } from "./protocol.ts";

const CALLBACK_PATH = "/api/auth/callback/beyondidentity";

/** What the application is made with. */
type Parts = { config: AuthenticatorConfig; server: ResourceServer | null };

/**
 * @returns the application of the name or the id, if there is one
 * @throws ProvisionError `managed`, `ambiguous`, or `unsuitable` when its kind can never be changed
 */
export function findApplication(
  applications: Application[],
  { applicationId, name }: Options,
): Application | undefined {
  const words = APPLICATION.words;
  const found = applicationId
    ? findById(applications, applicationId, words)
    : findNamed(applications, name, {
        words,
        way: "Choose one with --application ID, or another name with --name.",
      });
  if (!found) return undefined;
  const { is_managed: isManaged, protocol_config: protocol } = found;
  requireFor(
    !isManaged,
    "managed",
    () =>
      `The application "${found.display_name}" is managed by Beyond Identity and cannot be changed. Choose another --name.`,
  );
  requireFor(
    protocol.type === "oidc" && protocol.confidentiality !== "public",
    "unsuitable",
    () =>
      `The application "${found.display_name}" is not a confidential OpenID Connect client, and that cannot be changed. Choose another --name.`,
  );
  return found;
}

/** Makes the application that users sign in to, or gives it what it lacks. Redirect URIs and scopes only come in addition. */
export async function ensureApplication(
  session: Session,
  realmId: string,
  current: Application | undefined,
  { config, server }: Parts,
  { name, appOrigin, resourceServer }: Options,
): Promise<Application> {
  const resource = APPLICATION;
  const other = current?.resource_server_id;
  requireFor(
    !server || !other || other === server.id,
    "unsuitable",
    () => `The application "${name}" already has another resource server. Choose another --name.`,
  );
  const links = {
    authenticator_config_id: config.id,
    ...(server && { resource_server_id: server.id }),
  };
  const protocol = neededProtocol(
    current?.protocol_config,
    `${appOrigin}${CALLBACK_PATH}`,
    resourceServer?.scopes ?? [],
  );
  if (!current) {
    const fields = { display_name: name, ...links, protocol_config: protocol };
    return session.create({ resource, realmId, name, fields });
  }
  const fields = {
    display_name: current.display_name,
    ...(current.resource_server_id && { resource_server_id: current.resource_server_id }),
    ...links,
    protocol_config: protocol,
  };
  if (isDeepStrictEqual(fields, { ...fields, ...settingsOf(current) })) {
    session.keep(resource, realmId, current);
    return current;
  }
  return session.update({ resource, realmId, name: current.display_name, current, fields });
}

function settingsOf(application: Application) {
  const { authenticator_config_id, resource_server_id, protocol_config } = application;
  return {
    authenticator_config_id,
    ...(resource_server_id && { resource_server_id }),
    protocol_config: withoutClient(protocol_config),
  };
}
