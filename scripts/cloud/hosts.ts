import { isLoopback, vendorDomain } from "@/lib/env/cloud-guard";
import { CloudError } from "./cloud-error.ts";

/** Where a tenant's cloud is. The region is null when neither `us` nor `eu` names it. */
export type CloudHosts = { authOrigin: string; apiOrigin: string; region: "us" | "eu" | null };

/**
 * @param issuer of an application of the tenant, on the cloud's auth host
 * @param apiUrl `BEYOND_IDENTITY_API_URL`, which overrides the API host of the region
 * @throws CloudError when the issuer is on an unknown host and nothing says where the API is, or is not https
 */
export function hostsOf(issuer: URL, apiUrl?: URL): CloudHosts {
  const region = /^auth-(us|eu)\.beyondidentity\.com$/.exec(issuer.hostname)?.[1] ?? null;
  const apiOrigin = apiUrl?.origin ?? apiOriginOf(issuer);
  for (const url of [issuer, new URL(apiOrigin)]) {
    if (url.protocol === "https:" || isLoopback(url)) continue;
    throw new CloudError("unknown_cloud", `${url.origin} does not use https.`);
  }
  return { authOrigin: issuer.origin, apiOrigin, region: region as CloudHosts["region"] };
}

/** A token says itself who issued it, so only the vendor's hosts and this machine's may be believed. */
function apiOriginOf(issuer: URL): string {
  if (isLoopback(issuer)) return issuer.origin;
  const host = issuer.hostname.replace(/^auth([-.])/, "api$1");
  if (vendorDomain(issuer) && host !== issuer.hostname) return `https://${host}`;
  throw new CloudError(
    "unknown_cloud",
    `${issuer.hostname} is not a Beyond Identity host. Set BEYOND_IDENTITY_API_URL to the address of your tenant's API.`,
  );
}
