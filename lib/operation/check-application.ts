import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { type Env, getEnv } from "@/lib/env/env";
import { invalidVariable } from "@/lib/env/environment-error";
import { beyondIdentity } from "@/lib/providers/beyond-identity";
import { requireThat } from "@/lib/require-that";

const PATIENCE_MS = 2_000;

/**
 * Asks the cloud what it would do with a sign-in, by one request to `/authorize` that is not followed. A server that could
 * sign no user in ends at its start, with the name of the variable. A cloud that does not answer proves nothing.
 *
 * @throws EnvironmentError when the application does not allow a scope, or signs users in on another page than this app
 * expects
 */
export async function checkApplication(env: Env = getEnv()): Promise<void> {
  const location = await askAuthorize(env);
  if (!location) return;
  const refusal = location.origin === env.appOrigin ? location.searchParams.get("error") : null;
  requireThat(refusal !== "invalid_scope" || !env.backend?.scopes.length, () =>
    invalidVariable("BACKEND_SCOPES", "contains a scope that the application does not allow"),
  );
  const isHosted = location.origin === new URL(env.issuer).origin;
  requireThat(env.management === null || !isHosted, () =>
    invalidVariable(
      "BEYOND_IDENTITY_APPLICATION_CONFIG_ID",
      "is of an application that uses Hosted Web. Choose Embedded SDK in the console, or set the five variables of docs/hosted.md alone",
    ),
  );
  const isOwnPage = location.origin === env.appOrigin && location.pathname === "/bi-authenticate";
  requireThat(env.management !== null || !isOwnPage, () =>
    invalidVariable(
      "BEYOND_IDENTITY_DISCOVERY",
      "is of an application that uses the Embedded SDK, which needs the management API. Choose Hosted Web in the console, or set the other variables too",
    ),
  );
}

/** @returns where the cloud would send the browser, or null when it says nothing about that */
async function askAuthorize(env: Env): Promise<URL | null> {
  const random = () => randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    response_type: "code",
    client_id: env.clientId,
    redirect_uri: `${env.appOrigin}/api/auth/callback/beyondidentity`,
    scope: scopeOf(env),
    state: random(),
    nonce: random(),
    code_challenge: createHash("sha256").update(random()).digest("base64url"),
    code_challenge_method: "S256",
  });
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const address = `${env.issuer}/authorize?${query}`;
    const { headers } = await fetch(address, { redirect: "manual", signal });
    const location = headers.get("location");
    return location === null ? null : new URL(location, env.issuer);
  } catch {
    return null;
  }
}

function scopeOf(env: Env): string {
  const { authorization } = beyondIdentity(env);
  return typeof authorization === "object" ? String(authorization.params?.scope) : "openid";
}
