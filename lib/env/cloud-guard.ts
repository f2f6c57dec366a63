import { invalidVariable } from "@/lib/env/environment-error";
import { requireThat } from "@/lib/require-that";

const VENDOR_DOMAINS = ["beyondidentity.com", "byndid.com", "beyondidentity-gov.com"];

/** An address taken from an environment variable. */
export type NamedAddress = { variable: string; url: URL };

/** @returns whether the host of a URL is this machine itself. */
export function isLoopback(url: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

/** @returns the domain of Beyond Identity that a URL belongs to, or undefined when it belongs to none. */
export function vendorDomain(url: URL): string | undefined {
  return VENDOR_DOMAINS.find(
    (domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`),
  );
}

/**
 * Decides which clouds this server may call. It accepts Beyond Identity's hosts and the hosts in `trustedHosts`, over
 * https. It accepts loopback only while the app itself is on loopback. Auth.js accepts a plain-http issuer anywhere, so
 * nothing else would notice a mistyped one.
 *
 * @param appUrl where users reach the app
 * @param cloud every address that identities, secrets or tokens are sent to
 * @param trustedHosts host names that the operator trusts besides those of Beyond Identity
 * @throws EnvironmentError naming the variable that breaks the rule
 */
export function guardCloudAddresses(
  appUrl: URL,
  cloud: NamedAddress[],
  trustedHosts: string[],
): void {
  for (const { variable, url } of cloud) {
    const local = isLoopback(url);
    const known = vendorDomain(url) !== undefined || trustedHosts.includes(url.hostname);
    requireThat(local || known, () =>
      invalidVariable(
        variable,
        `${url.hostname} is not a Beyond Identity host. List it in BEYOND_IDENTITY_TRUSTED_HOSTS if it is yours.`,
      ),
    );
    requireThat(local || url.protocol === "https:", () =>
      invalidVariable(variable, "must use https"),
    );
    requireThat(!local || isLoopback(appUrl), () =>
      invalidVariable(variable, `is on loopback, but the app is served at ${appUrl.origin}`),
    );
  }
  requireThat(
    cloud.every(({ url }) => isLoopback(url)) || cloud.every(({ url }) => !isLoopback(url)),
    () =>
      invalidVariable(
        cloud.find(({ url }) => isLoopback(url))?.variable ?? "BEYOND_IDENTITY_API_URL",
        "is on loopback while the other Beyond Identity addresses are not",
      ),
  );
}
