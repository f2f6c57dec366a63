import { HttpResponse } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { applicationPath, seed } from "../cloud/seed.ts";

/** An OAuth client of the emulated cloud, which is also an OIDC issuer of its own. */
export type Application = {
  id: string;
  realmId: string;
  clientId: string;
  clientSecret: string;
  grantType: "authorization_code" | "client_credentials";
  redirectUris: string[];
  issuer: string;
};

/** @returns the starter's own application, which people sign in to. */
export function webApplication({ origins }: Emulator): Application {
  const { id, clientId, clientSecret } = seed.webApplication;
  return {
    id,
    realmId: seed.realm.id,
    clientId,
    clientSecret,
    grantType: "authorization_code",
    redirectUris: [`${origins.app}/api/auth/callback/beyondidentity`],
    issuer: `${origins.auth}${applicationPath(seed.realm.id, id)}`,
  };
}

/** @returns the application of the admin realm whose tokens give access to the management API. */
export function managementApplication({ origins }: Emulator): Application {
  const { id, clientId, clientSecret } = seed.managementApplication;
  return {
    id,
    realmId: seed.adminRealm.id,
    clientId,
    clientSecret,
    grantType: "client_credentials",
    redirectUris: [],
    issuer: `${origins.auth}${applicationPath(seed.adminRealm.id, id)}`,
  };
}

/** @returns the grant types that an application may use at the token endpoint. */
export function grantTypesOf({ settings }: Emulator, { grantType }: Application): string[] {
  const refreshes = grantType === "authorization_code" && settings.refreshTokens !== "off";
  return refreshes ? [grantType, "refresh_token"] : [grantType];
}

/**
 * @returns the application that the path names
 * @throws Refusal 404 when no application has this tenant, realm and id
 */
export function applicationOf({ emulator, params }: Exchange): Application {
  const application = applicationsOf(emulator).find(
    ({ id, realmId }) => id === params.applicationId && realmId === params.realmId,
  );
  demand(application && params.tenantId === seed.tenant.id, () => unknownApplication());
  return application;
}

/**
 * @returns the application of the realm that the path names. Each realm of the seed has one.
 * @throws Refusal 404 when the emulator has no such realm
 */
export function applicationOfRealm({ emulator, params }: Exchange): Application {
  const application = applicationsOf(emulator).find(({ realmId }) => realmId === params.realmId);
  demand(application && params.tenantId === seed.tenant.id, () => unknownApplication());
  return application;
}

function applicationsOf(emulator: Emulator): Application[] {
  return [webApplication(emulator), managementApplication(emulator)];
}

function unknownApplication(): Refusal {
  const body = { code: "not_found", message: "application not found" };
  return new Refusal("no application has this tenant, realm and id", () =>
    HttpResponse.json(body, { status: 404 }),
  );
}
