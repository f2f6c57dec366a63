import { getEnv, isDevelopment, usesHostedPage } from "@/lib/env/env";
import { otherProviders } from "@/lib/providers/providers";
import { contentSecurityPolicy } from "@/lib/proxy/content-security-policy";

/**
 * @param path of a page
 * @param nonce fresh for each response
 * @returns the page's Content-Security-Policy in the configured environment
 */
export function pagePolicy(path: string, nonce: string): string {
  return contentSecurityPolicy({
    path,
    hosted: usesHostedPage(),
    nonce,
    cloudOrigin: new URL(getEnv().issuer).origin,
    otherIssuers: otherProviders().map(({ issuer }) => new URL(issuer).origin),
    development: isDevelopment(),
  });
}
