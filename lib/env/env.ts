import "server-only";
import { guardCloudAddresses, type NamedAddress, vendorDomain } from "@/lib/env/cloud-guard";
import { EnvironmentError, invalidVariable } from "@/lib/env/environment-error";
import {
  guardApp,
  guardBackend,
  guardIssuerPath,
  guardOidcIssuer,
  guardProxies,
} from "@/lib/env/guards";
import { readVariables, type Variables } from "@/lib/env/variables";
import { requireThat } from "@/lib/require-that";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The credentials of the server for the management API. */
export type ManagementCredentials =
  | { type: "token"; token: string }
  | { type: "client_credentials"; clientId: string; clientSecret: string; issuer: string };

/** How the app manages the users of its realm. */
export type ManagementSettings = {
  apiOrigin: string;
  credentials: ManagementCredentials;
  authenticatorConfigId: string;
};

/** Where data is stored: on a PostgreSQL server, or in a folder that only one process may open. */
export type DatabaseLocation =
  | { type: "postgres"; url: string }
  | { type: "embedded"; folder: string };

/** Your own service behind `/api/backend`, and how it authenticates requests. */
export type BackendSettings = {
  url: URL;
  /** Name of one of the kinds in `lib/backend/kinds`. */
  kind: string;
  /** Scopes that each sign-in requests for the access token. */
  scopes: string[];
};

/** An additional OpenID Connect provider to sign in with. */
export type OidcSettings = {
  /** The exact issuer identifier. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The name on the sign-in page. */
  name: string;
};

/** The configuration of the server. */
export type Env = {
  /** Where users reach the app, without a path. */
  appOrigin: string;
  /** The first one encrypts. All of them decrypt. */
  authSecrets: [string, ...string[]];
  issuer: string;
  clientId: string;
  clientSecret: string;
  tenantId: string;
  realmId: string;
  /** From the issuer's path. Null when the path has another form. */
  applicationId: string | null;
  /** Null when a page of Beyond Identity signs users in and manages them. */
  management: ManagementSettings | null;
  /** Host names that the embedded SDK may talk to. */
  sdkDomains: string[];
  database: DatabaseLocation;
  /** Null without a backend. */
  backend: BackendSettings | null;
  /** How long a backend call may take, including the requests for its tokens. */
  backendTimeoutMs: number;
  /** Authenticates this server to a backend that exchanges tokens. Null when they share no secret. */
  backendExchangeSecret: string | null;
  /** A GitHub OAuth app to sign in with. Null without one. */
  github: { clientId: string; clientSecret: string } | null;
  /** Null without an additional OpenID Connect provider. */
  oidc: OidcSettings | null;
  /** How many proxies in front of this server append to `X-Forwarded-For`. */
  trustedProxies: number;
  /** How often the server asks the cloud whether a session may continue. */
  recheckMs: number;
  /** Multiplies every rate limit. */
  rateLimitMultiplier: number;
  /**
   * The age at which the server deletes an identity that a registration created and that has no passkey. Null: never.
   */
  unusedRegistrationMs: number | null;
  /** Where you can read local mail. Set in development only. */
  devInboxUrl: string | null;
  /** Whether a collector of OpenTelemetry is configured. */
  hasTelemetry: boolean;
};

let cached: Env | undefined;

/**
 * @returns the configuration, parsed from the process environment on first use so that a build needs no environment
 * @throws EnvironmentError naming every variable that is missing or wrong
 */
export function getEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** @returns whether users sign in on a page of Beyond Identity, which then also creates their accounts and passkeys. */
export function usesHostedPage(): boolean {
  return getEnv().management === null;
}

/**
 * @param source variables by name. An empty value counts as not set.
 * @throws EnvironmentError naming every variable that is missing or wrong
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const variables = readVariables(source);
  const management = managementSettings(variables);

  guardCloudAddresses(
    variables.AUTH_URL,
    [
      { variable: "BEYOND_IDENTITY_DISCOVERY", url: new URL(variables.BEYOND_IDENTITY_DISCOVERY) },
      ...(management ? managementAddresses(management) : []),
    ],
    variables.BEYOND_IDENTITY_TRUSTED_HOSTS ?? [],
  );
  guardApp(variables);
  guardProxies(variables);
  guardBackend(variables);
  const { tenantId, realmId, applicationId } = guardIssuerPath(variables);

  return {
    appOrigin: variables.AUTH_URL.origin,
    authSecrets: [variables.AUTH_SECRET, ...variables.AUTH_SECRET_PREVIOUS],
    issuer: variables.BEYOND_IDENTITY_DISCOVERY,
    clientId: variables.BEYOND_IDENTITY_CLIENT_ID,
    clientSecret: variables.BEYOND_IDENTITY_CLIENT_SECRET,
    ...{ tenantId, realmId, applicationId, management },
    sdkDomains: sdkDomains(new URL(variables.BEYOND_IDENTITY_DISCOVERY)),
    database: databaseLocation(variables),
    backend: backendSettings(variables),
    backendTimeoutMs: variables.BACKEND_TIMEOUT_SECONDS * 1000,
    backendExchangeSecret: variables.BACKEND_EXCHANGE_SECRET ?? null,
    github: githubApp(variables),
    oidc: oidcSettings(variables),
    recheckMs: variables.RECHECK_SECONDS * 1000,
    trustedProxies: variables.TRUSTED_PROXIES ?? 0,
    rateLimitMultiplier: variables.RATE_LIMIT_MULTIPLIER,
    unusedRegistrationMs: variables.UNUSED_REGISTRATION_DAYS * DAY_MS || null,
    devInboxUrl: variables.DEV_INBOX_URL ?? null,
    hasTelemetry: variables.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  };
}

/** @returns whether this is `next dev`. A production build contains the answer. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === "development";
}

/**
 * Replaces `AUTH_URL` by the parsed origin. Auth.js reads the variable itself, does not normalize it, and fails on an
 * empty one.
 *
 * @throws EnvironmentError as `getEnv` does
 */
export function normalizeAuthUrl(): void {
  process.env.AUTH_URL = getEnv().appOrigin;
}

/** The folder is named after the app's host and port, so that two copies on one machine do not share it. */
function databaseLocation({ DATABASE_URL: url, AUTH_URL: appUrl }: Variables): DatabaseLocation {
  if (url) return { type: "postgres", url };
  return { type: "embedded", folder: `.data/database-${appUrl.host.replace(":", "-")}` };
}

function managementSettings(variables: Variables): ManagementSettings | null {
  const { BEYOND_IDENTITY_APPLICATION_CONFIG_ID: authenticatorConfigId } = variables;
  if (authenticatorConfigId === undefined) return null;
  const credentials = managementCredentials(variables);
  const { origin: apiOrigin } = managementApiUrl(variables);
  return { apiOrigin, credentials, authenticatorConfigId };
}

function managementAddresses({ apiOrigin, credentials }: ManagementSettings): NamedAddress[] {
  const api = { variable: "BEYOND_IDENTITY_API_URL", url: new URL(apiOrigin) };
  if (credentials.type === "token") return [api];
  return [api, { variable: "BEYOND_IDENTITY_API_ISSUER", url: new URL(credentials.issuer) }];
}

function managementCredentials(variables: Variables): ManagementCredentials {
  const {
    BEYOND_IDENTITY_API_TOKEN: token,
    BEYOND_IDENTITY_API_CLIENT_ID: clientId,
    BEYOND_IDENTITY_API_CLIENT_SECRET: clientSecret,
    BEYOND_IDENTITY_API_ISSUER: apiIssuer,
  } = variables;
  if (token) return { type: "token", token };
  if (clientId && clientSecret && apiIssuer) {
    return { type: "client_credentials", clientId, clientSecret, issuer: apiIssuer };
  }
  throw invalidVariable(
    "BEYOND_IDENTITY_API_TOKEN",
    "is not set. Set it, or all of BEYOND_IDENTITY_API_CLIENT_ID, BEYOND_IDENTITY_API_CLIENT_SECRET and BEYOND_IDENTITY_API_ISSUER",
  );
}

function managementApiUrl(variables: Variables): URL {
  if (variables.BEYOND_IDENTITY_API_URL) return new URL(variables.BEYOND_IDENTITY_API_URL);
  requireThat(variables.BEYOND_IDENTITY_REGION, () =>
    invalidVariable("BEYOND_IDENTITY_REGION", "is not set"),
  );
  return new URL(`https://api-${variables.BEYOND_IDENTITY_REGION}.beyondidentity.com`);
}

function backendSettings(variables: Variables): BackendSettings | null {
  const { BACKEND_URL: url, BACKEND_KIND: kind, BACKEND_SCOPES: scopes } = variables;
  return url ? { url, kind, scopes: scopes.split(" ").filter((scope) => scope !== "") } : null;
}

function githubApp({ AUTH_GITHUB_ID: clientId, AUTH_GITHUB_SECRET: clientSecret }: Variables) {
  if (clientId && clientSecret) return { clientId, clientSecret };
  requireThat(!clientId && !clientSecret, () =>
    invalidVariable(
      clientId ? "AUTH_GITHUB_SECRET" : "AUTH_GITHUB_ID",
      "is not set, but the other AUTH_GITHUB variable is",
    ),
  );
  return null;
}

function oidcSettings(variables: Variables): OidcSettings | null {
  const {
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_ID: clientId,
    AUTH_OIDC_SECRET: clientSecret,
    AUTH_OIDC_NAME: name,
  } = variables;
  const needed = {
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_ID: clientId,
    AUTH_OIDC_SECRET: clientSecret,
  };
  const isConfigured = Object.values({ ...needed, name }).some((value) => value !== undefined);
  if (!isConfigured) return null;
  const missing = Object.entries(needed).filter(([, value]) => value === undefined);
  const problem = "is not set, but another AUTH_OIDC variable is";
  if (!issuer || !clientId || !clientSecret) {
    throw new EnvironmentError(missing.map(([variable]) => ({ variable, problem })));
  }
  guardOidcIssuer(new URL(issuer), variables.AUTH_URL);
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host };
}

/** By default the SDK trusts whole domains of Beyond Identity. Any other cloud is trusted by its exact host name. */
function sdkDomains(issuerUrl: URL): string[] {
  return [vendorDomain(issuerUrl) ?? issuerUrl.hostname];
}
