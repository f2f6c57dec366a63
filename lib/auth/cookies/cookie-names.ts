import { isLoopback } from "@/lib/env/cloud-guard";

/** Port whose copy keeps the names that Auth.js gives by default. */
const USUAL_PORT = "3000";

/** The cookies of Auth.js, by their names in its configuration, and the one of a sign-in. */
type AuthCookieNames = Record<
  "sessionToken" | "callbackUrl" | "csrfToken" | "pkceCodeVerifier" | "state" | "nonce" | "signIn",
  string
>;

/**
 * Names the cookies so that others cannot write them. On https the prefix `__Host-` binds them to the host (RFC 6265bis
 * section 4.1.3.2). Cookies know no ports, so on this machine the names carry the port: two copies do not sign each other
 * out.
 *
 * @param appOrigin where people reach the app
 */
export function authCookieNames(appOrigin: string): AuthCookieNames {
  const url = new URL(appOrigin);
  const host = url.protocol === "https:" ? "__Host-" : "";
  const prefix = `${host}authjs${copyOf(url)}`;
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

function copyOf(url: URL): string {
  if (!isLoopback(url) || url.port === USUAL_PORT) return "";
  return `-${url.port || url.protocol.replace(":", "")}`;
}
