import { isLoopback } from "@/lib/env/cloud-guard";

/** On this port the cookies keep the default names of Auth.js. */
const DEFAULT_PORT = "3000";

/** The cookies of Auth.js, by their keys in its configuration, and the prefix of the sign-in cookies. */
type AuthCookieNames = Record<
  "sessionToken" | "callbackUrl" | "csrfToken" | "pkceCodeVerifier" | "state" | "nonce" | "signIn",
  string
>;

/**
 * Names the cookies so that other hosts cannot set them. On https the prefix `__Host-` binds them to the host (RFC
 * 6265bis section 4.1.3.2). On loopback the names include the port, because cookies are shared by all ports of a host:
 * two copies on one machine would sign each other out.
 *
 * @param appOrigin where users reach the app
 */
export function authCookieNames(appOrigin: string): AuthCookieNames {
  const url = new URL(appOrigin);
  const host = url.protocol === "https:" ? "__Host-" : "";
  const prefix = `${host}authjs${portSuffix(url)}`;
  return {
    sessionToken: `${prefix}.session-token`,
    callbackUrl: `${prefix}.callback-url`,
    csrfToken: `${prefix}.csrf-token`,
    pkceCodeVerifier: `${prefix}.pkce.code_verifier`,
    state: `${prefix}.state`,
    nonce: `${prefix}.nonce`,
    signIn: `${prefix}.sign-in`,
  };
}

function portSuffix(url: URL): string {
  if (!isLoopback(url) || url.port === DEFAULT_PORT) return "";
  return `-${url.port || url.protocol.replace(":", "")}`;
}
