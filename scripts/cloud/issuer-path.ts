/** The ids in the path of an application's issuer. */
export type IssuerIds = { tenantId: string; realmId: string; applicationId: string };

const ISSUER_PATH = /^\/v1\/tenants\/([^/]+)\/realms\/([^/]+)\/applications\/([^/]+?)\/?$/;
const DISCOVERY_PATH = "/.well-known/openid-configuration";

/** @returns the address of the issuer without the discovery path, which people write with it or without */
export function issuerWithoutDiscovery(address: string): string {
  return address.replace(DISCOVERY_PATH, "").replace(/\/$/, "");
}

/** @returns the discovery address of an issuer */
export function discoveryOf(issuer: string): string {
  return `${issuer}${DISCOVERY_PATH}`;
}

/** @returns the ids in an issuer or a discovery address, or undefined when its path has another form */
export function issuerIds(address: string): IssuerIds | undefined {
  const issuer = issuerWithoutDiscovery(address);
  const match = URL.canParse(issuer) ? ISSUER_PATH.exec(new URL(issuer).pathname) : null;
  if (!match) return undefined;
  const [, tenantId = "", realmId = "", applicationId = ""] = match;
  return { tenantId, realmId, applicationId };
}

/** @returns the issuer of an application */
export function issuerOf(authOrigin: string, { tenantId, realmId, applicationId }: IssuerIds) {
  return `${authOrigin}/v1/tenants/${tenantId}/realms/${realmId}/applications/${applicationId}`;
}
