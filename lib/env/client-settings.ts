import "server-only";
import { getEnv } from "@/lib/env/env";

/** What the browser needs to know to drive the embedded SDK; nothing in it is secret. */
export type ClientSettings = {
  /** Origin of the cloud's auth host. */
  cloudOrigin: string;
  tenantId: string;
  realmId: string;
  applicationId: string | null;
  /** Host names that the SDK may talk to. */
  allowedDomains: string[];
  /** Where a finished sign-in must return to. */
  callbackUrl: string;
  /** Where local mail can be read; only while developing. */
  devInboxUrl: string | null;
};

/** @returns the browser's share of the configuration. */
export function clientSettings(): ClientSettings {
  const env = getEnv();
  return {
    cloudOrigin: new URL(env.issuer).origin,
    tenantId: env.tenantId,
    realmId: env.realmId,
    applicationId: env.applicationId,
    allowedDomains: env.sdkDomains,
    callbackUrl: `${env.appOrigin}/api/auth/callback/beyondidentity`,
    devInboxUrl: env.devInboxUrl,
  };
}
