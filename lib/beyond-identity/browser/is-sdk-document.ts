import "client-only";
import { isSdkPage } from "@/lib/proxy/content-security-policy";

/**
 * @returns whether this document may run the SDK. A Content-Security-Policy stays in force until the next full load, so
 * the page that was loaded decides, and not the one that the router has shown since.
 */
export function isSdkDocument(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  // Some browsers have called it "document".
  const isKnown = navigation !== undefined && URL.canParse(navigation.name);
  return isKnown && isSdkPage(new URL(navigation.name).pathname);
}
