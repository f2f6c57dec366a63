import type { Emulator } from "../cloud/emulator.ts";
import { findApplication, isOwnTenant, realmPath, resourceServerOf } from "../cloud/lookup.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { seed } from "../cloud/seed.ts";
import { jsonResponse } from "../cloud/sent-response.ts";
import type { ApplicationRecord } from "../cloud/world.ts";

/** An OAuth client of the emulated cloud, which is also an OIDC issuer of its own. Read again for each request. */
export type Application = {
  id: string;
  realmId: string;
  clientId: string;
  /** A public client has none. */
  clientSecret: string | undefined;
  isPublic: boolean;
  protocol: "oidc" | "oauth2";
  grantTypes: string[];
  redirectUris: string[];
  allowedScopes: string[];
  pkce: "disabled" | "plain" | "s256";
  subjectField: "id" | "email" | "username" | "external_id";
  tokenFormat: "self_contained" | "referential";
  tokenSeconds: number;
  /** Identifier of its resource server, which its access tokens are for. */
  audience: string | undefined;
  issuer: string;
};

/** @returns the starter's own application, which people sign in to. */
export function webApplication(emulator: Emulator): Application {
  return applicationById(emulator, seed.webApplication.id);
}

/** @returns the application of the admin realm whose tokens give access to the management API. */
export function managementApplication(emulator: Emulator): Application {
  return applicationById(emulator, seed.managementApplication.id);
}

/** @returns the grant types that an application may use at the token endpoint. */
export function grantTypesOf({ settings }: Emulator, { grantTypes }: Application): string[] {
  const refreshes = grantTypes.includes("authorization_code") && settings.refreshTokens !== "off";
  return refreshes ? [...grantTypes, "refresh_token"] : grantTypes;
}

/**
 * @returns the application that the path names
 * @throws Refusal 404 when no application has this tenant, realm and id
 */
export function applicationOf({ emulator, params }: Exchange): Application {
  const record = findApplication(emulator, params.applicationId);
  demand(
    record && record.realm_id === params.realmId && isOwnTenant(emulator, params),
    unknownApplication,
  );
  return asClient(emulator, record);
}

/**
 * @returns the applications of the realm that the path names
 * @throws Refusal 404 when the emulator has no such realm
 */
export function applicationsOfRealm({ emulator, params }: Exchange): Application[] {
  const { realms, applications } = emulator.store.state.world;
  const isKnown = realms.some(({ id }) => id === params.realmId) && isOwnTenant(emulator, params);
  demand(isKnown, unknownApplication);
  return applications
    .filter(({ realm_id }) => realm_id === params.realmId)
    .map((record) => asClient(emulator, record));
}

/** @returns the application with an issuer, if there is one. */
export function applicationWithIssuer(emulator: Emulator, issuer: string): Application | undefined {
  return emulator.store.state.world.applications
    .map((record) => asClient(emulator, record))
    .find((application) => application.issuer === issuer);
}

function applicationById(emulator: Emulator, id: string): Application {
  const record = findApplication(emulator, id);
  if (!record) throw new Error(`the world has no application ${id}`);
  return asClient(emulator, record);
}

function asClient(emulator: Emulator, record: ApplicationRecord): Application {
  const { protocol_config: protocol, realm_id: realmId, id } = record;
  const { expires_after, subject_field } = protocol.token_configuration;
  return {
    id,
    realmId,
    clientId: protocol.client_id,
    clientSecret: protocol.client_secret,
    isPublic: protocol.confidentiality === "public",
    protocol: protocol.type,
    grantTypes: protocol.grant_type,
    redirectUris: protocol.redirect_uris,
    allowedScopes: protocol.allowed_scopes,
    pkce: protocol.pkce,
    subjectField: subject_field,
    tokenFormat: protocol.token_format,
    tokenSeconds: expires_after,
    audience: resourceServerOf(emulator, record)?.identifier,
    issuer: `${emulator.origins.auth}${realmPath(emulator, realmId)}/applications/${id}`,
  };
}

function unknownApplication(): Refusal {
  const body = { code: "not_found", message: "application not found" };
  return new Refusal("no application has this tenant, realm and id", () =>
    jsonResponse(body, { status: 404 }),
  );
}
