import { randomBytes } from "node:crypto";
import type { CloudHosts } from "../cloud/hosts.ts";
import {
  discoveryOf,
  type IssuerIds,
  issuerOf,
  issuerWithoutDiscovery,
} from "../cloud/issuer-path.ts";
import type { Application } from "../cloud/schemas.ts";

type Variables = Record<string, string>;

/** What has been set up, as far as the app has to know it. */
export type Outcome = {
  hosts: CloudHosts;
  ids: IssuerIds;
  appOrigin: string;
  application: Application;
  /** Null for Hosted Web. */
  embedded: { configId: string; apiClient: Application | null; adminIds: IssuerIds } | null;
};

/**
 * @param present variables of the file, whose spelling of the same value is kept
 * @returns all that the app needs
 */
export function valuesFor(outcome: Outcome, present: Variables): Variables {
  const { hosts, ids, appOrigin, application, embedded } = outcome;
  const issuer = issuerOf(hosts.authOrigin, ids);
  return {
    [spelled("AUTH_URL", "NEXTAUTH_URL", present)]: appOriginIn(present, appOrigin),
    ...secretIn(present),
    BEYOND_IDENTITY_DISCOVERY: discoveryIn(present, issuer),
    BEYOND_IDENTITY_CLIENT_ID: application.protocol_config.client_id ?? "",
    BEYOND_IDENTITY_CLIENT_SECRET: application.protocol_config.client_secret ?? "",
    ...(embedded && {
      ...(hosts.region ? { BEYOND_IDENTITY_REGION: hosts.region } : {}),
      BEYOND_IDENTITY_TENANT_ID: ids.tenantId,
      BEYOND_IDENTITY_REALM_ID: ids.realmId,
      BEYOND_IDENTITY_APPLICATION_CONFIG_ID: embedded.configId,
      ...apiUrlOf(hosts),
      ...apiCredentials(hosts, embedded),
    }),
  };
}

function apiUrlOf({ region, apiOrigin }: CloudHosts): Variables {
  const isUsual = region !== null && apiOrigin === `https://api-${region}.beyondidentity.com`;
  return isUsual ? {} : { BEYOND_IDENTITY_API_URL: apiOrigin };
}

function apiCredentials(
  { authOrigin }: CloudHosts,
  { apiClient, adminIds }: NonNullable<Outcome["embedded"]>,
): Variables {
  if (!apiClient) return {};
  return {
    BEYOND_IDENTITY_API_CLIENT_ID: apiClient.protocol_config.client_id ?? "",
    BEYOND_IDENTITY_API_CLIENT_SECRET: apiClient.protocol_config.client_secret ?? "",
    BEYOND_IDENTITY_API_ISSUER: issuerOf(authOrigin, { ...adminIds, applicationId: apiClient.id }),
  };
}

/** The names of Auth.js 4 stay where the file uses them. */
function spelled(name: string, old: string, present: Variables): string {
  return !present[name] && present[old] ? old : name;
}

function appOriginIn(present: Variables, appOrigin: string): string {
  const written = present.AUTH_URL || present.NEXTAUTH_URL || "";
  return URL.canParse(written) && new URL(written).href === `${appOrigin}/` ? written : appOrigin;
}

function secretIn(present: Variables): Variables {
  if (present.AUTH_SECRET || present.NEXTAUTH_SECRET) return {};
  return { AUTH_SECRET: randomBytes(33).toString("base64") };
}

function discoveryIn({ BEYOND_IDENTITY_DISCOVERY: written = "" }: Variables, issuer: string) {
  return issuerWithoutDiscovery(written) === issuer ? written : discoveryOf(issuer);
}
