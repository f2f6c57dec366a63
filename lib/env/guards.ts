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
  // A secret that decrypts cookies can also forge them, so an old secret must be as strong as the current one.
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
    refusal("is the published development secret. Make your own with: openssl rand -base64 33"),
  );
  requireThat(
    secret.length >= MINIMUM_SECRET_LENGTH,
    refusal(
      `has fewer than ${MINIMUM_SECRET_LENGTH} characters. Make one with: openssl rand -base64 33`,
    ),
  );
  requireThat(
    !isGuessable(secret),
    refusal("repeats itself and can be guessed. Make one with: openssl rand -base64 33"),
  );
}

/**
 * This server does not terminate TLS, so an https address means that there is a proxy in front. If that proxy were not
 * counted, all users would share one rate limit, and one attacker could use it up.
 */
export function guardProxies({ AUTH_URL: appUrl, TRUSTED_PROXIES: proxies }: Variables): void {
  requireThat(appUrl.protocol !== "https:" || proxies !== undefined, () =>
    invalidVariable(
      "TRUSTED_PROXIES",
      "is not set. Set it to the number of proxies in front of this app that append to X-Forwarded-For (0 when there are none)",
    ),
  );
}

/** The server sends users' access tokens to the backend. */
export function guardBackend({ BACKEND_URL: backend }: Variables): void {
  requireThat(backend === undefined || backend.protocol === "https:" || isLoopback(backend), () =>
    invalidVariable("BACKEND_URL", "must use https"),
  );
}

/** The server sends sign-ins and the client secret to this issuer. */
export function guardOidcIssuer(issuerUrl: URL, appUrl: URL): void {
  const refuse = (problem: string) => () => invalidVariable("AUTH_OIDC_ISSUER", problem);
  const local = isLoopback(issuerUrl);
  requireThat(local || issuerUrl.protocol === "https:", refuse("must use https"));
  requireThat(
    !local || isLoopback(appUrl),
    refuse(`is on loopback, but the app is served at ${appUrl.origin}`),
  );
}

/** Ids of a tenant and a realm. The application's is null when the issuer's path does not contain it. */
export type RealmIds = { tenantId: string; realmId: string; applicationId: string | null };

/**
 * Reads tenant, realm and application from the issuer. Compares the tenant and the realm with their own variables where
 * these are set, to catch a typo in one of them.
 */
export function guardIssuerPath(variables: Variables): RealmIds {
  const { BEYOND_IDENTITY_TENANT_ID: ownTenant, BEYOND_IDENTITY_REALM_ID: ownRealm } = variables;
  const match = ISSUER_PATH.exec(new URL(variables.BEYOND_IDENTITY_DISCOVERY).pathname);
  const [, tenantId = ownTenant, realmId = ownRealm, applicationId = null] = match ?? [];
  requireThat(tenantId && realmId, () =>
    invalidVariable(
      "BEYOND_IDENTITY_DISCOVERY",
      "does not name a tenant, a realm and an application: .../v1/tenants/TENANT/realms/REALM/applications/APPLICATION",
    ),
  );
  requireThat(tenantId === (ownTenant ?? tenantId), () =>
    invalidVariable("BEYOND_IDENTITY_TENANT_ID", "is not the tenant of BEYOND_IDENTITY_DISCOVERY"),
  );
  requireThat(realmId === (ownRealm ?? realmId), () =>
    invalidVariable("BEYOND_IDENTITY_REALM_ID", "is not the realm of BEYOND_IDENTITY_DISCOVERY"),
  );
  return { tenantId, realmId, applicationId };
}
