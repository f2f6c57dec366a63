import { isLoopback } from "@/lib/env/cloud-guard";
import { invalidVariable } from "@/lib/env/environment-error";
import { isGuessable } from "@/lib/env/secret-variety";
import type { Variables } from "@/lib/env/variables";
import { requireThat } from "@/lib/require-that";

const DEVELOPMENT_SECRET = "development-only-secret-refused-off-loopback";
const MINIMUM_SECRET_LENGTH = 32;
const ISSUER_PATH = /^\/v1\/tenants\/([^/]+)\/realms\/([^/]+)\/applications\/([^/]+)$/;

export function guardApp(variables: Variables): void {
  const { AUTH_URL: appUrl, DEV_INBOX_URL: inbox } = variables;
  if (isLoopback(appUrl)) return;
  requireThat(appUrl.protocol === "https:", () => invalidVariable("AUTH_URL", "must use https"));
  guardSecret("AUTH_SECRET", variables.AUTH_SECRET);
  // What opens a cookie lets its maker in, so an old secret must be as good as the one in use.
  for (const previous of variables.AUTH_SECRET_PREVIOUS) {
    guardSecret("AUTH_SECRET_PREVIOUS", previous);
  }
  if (variables.BACKEND_EXCHANGE_SECRET !== undefined) {
    guardSecret("BACKEND_EXCHANGE_SECRET", variables.BACKEND_EXCHANGE_SECRET);
  }
  requireThat(inbox === undefined, () =>
    invalidVariable("DEV_INBOX_URL", "is for development only"),
  );
}

function guardSecret(variable: string, secret: string): void {
  const refusal = (problem: string) => () => invalidVariable(variable, problem);
  requireThat(
    secret !== DEVELOPMENT_SECRET,
    refusal("is the published development secret; make your own with: openssl rand -base64 33"),
  );
  requireThat(
    secret.length >= MINIMUM_SECRET_LENGTH,
    refusal(
      `has fewer than ${MINIMUM_SECRET_LENGTH} characters; make one with: openssl rand -base64 33`,
    ),
  );
  requireThat(
    !isGuessable(secret),
    refusal("repeats itself and can be guessed; make one with: openssl rand -base64 33"),
  );
}

/**
 * This server speaks no TLS, so what people reach by https has a proxy in front. Were it not counted, all people would
 * share one rate limit, and one stranger could use it up.
 */
export function guardProxies({ AUTH_URL: appUrl, TRUSTED_PROXIES: proxies }: Variables): void {
  requireThat(appUrl.protocol !== "https:" || proxies !== undefined, () =>
    invalidVariable(
      "TRUSTED_PROXIES",
      "is not set; write down how many proxies in front of this app append to X-Forwarded-For (0 when there are none)",
    ),
  );
}

/** People's access tokens are sent there. */
export function guardBackend({ BACKEND_URL: backend }: Variables): void {
  requireThat(backend === undefined || backend.protocol === "https:" || isLoopback(backend), () =>
    invalidVariable("BACKEND_URL", "must use https"),
  );
}

/** People's sign-ins and the client secret go there. */
export function guardOidcIssuer(issuerUrl: URL, appUrl: URL): void {
  const refuse = (problem: string) => () => invalidVariable("AUTH_OIDC_ISSUER", problem);
  const local = isLoopback(issuerUrl);
  requireThat(local || issuerUrl.protocol === "https:", refuse("must use https"));
  requireThat(
    !local || isLoopback(appUrl),
    refuse(`is on loopback, but the app is served at ${appUrl.origin}`),
  );
}

/** The tenant and realm are named twice, in the issuer and on their own: a typo in one of them is caught here. */
export function guardIssuerPath(variables: Variables): string | null {
  const match = ISSUER_PATH.exec(new URL(variables.BEYOND_IDENTITY_DISCOVERY).pathname);
  if (!match) return null;
  const [, tenantId, realmId, applicationId] = match;
  requireThat(tenantId === variables.BEYOND_IDENTITY_TENANT_ID, () =>
    invalidVariable("BEYOND_IDENTITY_TENANT_ID", "is not the tenant of BEYOND_IDENTITY_DISCOVERY"),
  );
  requireThat(realmId === variables.BEYOND_IDENTITY_REALM_ID, () =>
    invalidVariable("BEYOND_IDENTITY_REALM_ID", "is not the realm of BEYOND_IDENTITY_DISCOVERY"),
  );
  return applicationId ?? null;
}
