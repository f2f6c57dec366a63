import "server-only";
import { getEnv } from "@/lib/env/env";

/** The settings that the browser needs for the embedded SDK. None of them is secret. */
export type ClientSettings = {
  /** Origin of the cloud's auth host. */
  cloudOrigin: string;
  tenantId: string;
  realmId: string;
  applicationId: string | null;
  /** Host names that the SDK may talk to. */
  allowedDomains: string[];
  /** The redirect URI of a completed sign-in. */
  callbackUrl: string;
  /** Where you can read local mail. Set in development only. */
  devInboxUrl: string | null;
};

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
