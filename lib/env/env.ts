import "server-only";
import { z } from "zod";
import { guardCloudAddresses, isLoopback, vendorDomain } from "@/lib/env/cloud-guard";
import { EnvironmentError } from "@/lib/env/environment-error";
import { isGuessable } from "@/lib/env/secret-variety";
import { requireThat } from "@/lib/require-that";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";

const DISCOVERY_PATH = "/.well-known/openid-configuration";
const DEVELOPMENT_SECRET = "development-only-secret-refused-off-loopback";
const MINIMUM_SECRET_LENGTH = 32;
const DAY_MS = 24 * 60 * 60 * 1000;
const ISSUER_PATH = /^\/v1\/tenants\/([^/]+)\/realms\/([^/]+)\/applications\/([^/]+)$/;

const text = z.string().trim().min(1, "is not set");
const spaced = z.string().transform((list) => list.split(/\s+/).filter((item) => item !== ""));
/** Path that Auth.js's address had in version 4, and that the guides for it still name. */
const AUTH_BASE_PATH = "/api/auth";
const address = z.url({ protocol: /^https?$/, error: "is not an http(s) address" });
const appAddress = z
  .string()
  .trim()
  .pipe(address)
  .transform((value) => new URL(value))
  .refine(({ username, password }) => username === "" && password === "", {
    error: "must not hold a user name or a password",
  })
  .refine(({ search, hash }) => search === "" && hash === "", {
    error: "must not hold a query or a fragment",
  })
  .refine(({ pathname }) => ["", AUTH_BASE_PATH].includes(pathname.replace(/\/+$/, "")), {
    error: "must have no path: write it like https://app.example.com",
  });
const issuer = address.transform((value) => value.replace(DISCOVERY_PATH, "").replace(/\/$/, ""));

const schema = z.object({
  AUTH_URL: appAddress,
  AUTH_SECRET: text,
  AUTH_SECRET_PREVIOUS: spaced.default([]),
  BEYOND_IDENTITY_DISCOVERY: issuer,
  BEYOND_IDENTITY_CLIENT_ID: text,
  BEYOND_IDENTITY_CLIENT_SECRET: text,
  BEYOND_IDENTITY_REGION: z.enum(["us", "eu"], { error: "must be us or eu" }).optional(),
  BEYOND_IDENTITY_TENANT_ID: text,
  BEYOND_IDENTITY_REALM_ID: text,
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: text,
  BEYOND_IDENTITY_API_TOKEN: text.optional(),
  BEYOND_IDENTITY_API_CLIENT_ID: text.optional(),
  BEYOND_IDENTITY_API_CLIENT_SECRET: text.optional(),
  BEYOND_IDENTITY_API_ISSUER: issuer.optional(),
  BEYOND_IDENTITY_API_URL: address.optional(),
  BEYOND_IDENTITY_TRUSTED_HOSTS: z
    .string()
    .transform((hosts) => hosts.split(",").map((host) => host.trim()))
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, "is not a postgres:// address")
    .optional(),
  BACKEND_URL: address.transform((value) => new URL(value)).optional(),
  BACKEND_KIND: text.default("access-token"),
  BACKEND_SCOPES: z
    .string()
    .regex(/^[\x21\x23-\x5b\x5d-\x7e ]*$/, "is not a list of scopes with spaces between them")
    .default(""),
  BACKEND_TIMEOUT_SECONDS: z.coerce.number("is not a number").positive().max(300).default(10),
  BACKEND_EXCHANGE_SECRET: text.optional(),
  AUTH_GITHUB_ID: text.optional(),
  AUTH_GITHUB_SECRET: text.optional(),
  AUTH_OIDC_ISSUER: address.optional(),
  AUTH_OIDC_ID: text.optional(),
  AUTH_OIDC_SECRET: text.optional(),
  AUTH_OIDC_NAME: text.optional(),
  RECHECK_SECONDS: z.coerce
    .number("is not a number")
    .int()
    .min(1)
    .max(3600)
    .default(RECHECK_INTERVAL_MS / 1000),
  TRUSTED_PROXIES: text
    .transform(Number)
    .pipe(z.number("is not a number").int().min(0).max(10))
    .optional(),
  RATE_LIMIT_MULTIPLIER: z.coerce.number("is not a number").positive().default(1),
  UNUSED_REGISTRATION_DAYS: z.coerce.number("is not a number").int().min(0).max(365).default(7),
  DEV_INBOX_URL: address.optional(),
});

type Variables = z.infer<typeof schema>;

/** How the server proves itself to the management API. */
export type ManagementCredentials =
  | { type: "token"; token: string }
  | { type: "client_credentials"; clientId: string; clientSecret: string; issuer: string };

/** Where sessions are kept: on a PostgreSQL server, or in a folder that one process opens. */
export type DatabaseLocation =
  | { type: "postgres"; url: string }
  | { type: "embedded"; folder: string };

/** Where requests are passed on to, and how the backend knows who sends them. */
export type BackendSettings = {
  url: URL;
  /** Name of one of the kinds in `lib/backend/kinds`. */
  kind: string;
  /** Asked for at each sign-in, for the access token. */
  scopes: string[];
};

/** An OpenID Connect provider of your own choice, as another way to sign in. */
export type OidcSettings = {
  /** Letter for letter as the issuer names itself. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** As the sign-in page shows it. */
  name: string;
};

/** The configuration of the server. */
export type Env = {
  /** Where people reach the app, without a path. */
  appOrigin: string;
  /** The first seals. Each of them opens. */
  authSecrets: [string, ...string[]];
  issuer: string;
  clientId: string;
  clientSecret: string;
  tenantId: string;
  realmId: string;
  /** From the issuer's path; null when the issuer has another shape. */
  applicationId: string | null;
  authenticatorConfigId: string;
  apiOrigin: string;
  managementCredentials: ManagementCredentials;
  /** Host names that the embedded SDK may talk to. */
  sdkDomains: string[];
  database: DatabaseLocation;
  /** Your own service behind `/api/backend`; null without one. */
  backend: BackendSettings | null;
  /** How long a call of the backend may take, tokens included. */
  backendTimeoutMs: number;
  /** What this server proves itself with to a backend that exchanges tokens; null where they share no secret. */
  backendExchangeSecret: string | null;
  /** An OAuth app of GitHub, as another way to sign in; null without one. */
  github: { clientId: string; clientSecret: string } | null;
  /** Another OpenID Connect provider; null without one. */
  oidc: OidcSettings | null;
  /** How many proxies in front of this server append to `X-Forwarded-For`. */
  trustedProxies: number;
  /** How often a session is checked with the cloud. */
  recheckMs: number;
  /** Multiplies every rate limit. */
  rateLimitMultiplier: number;
  /** After how long an identity without a passkey is deleted that a registration created; null: never. */
  unusedRegistrationMs: number | null;
  /** Where local mail can be read; only while developing. */
  devInboxUrl: string | null;
};

let cached: Env | undefined;

/**
 * @returns the configuration, parsed from the process environment on first use so that a build needs none
 * @throws EnvironmentError naming every variable that is missing or wrong
 */
export function getEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/**
 * @param source variables by name; an empty value counts as not set
 * @returns the configuration they describe
 * @throws EnvironmentError naming every variable that is missing or wrong
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse({
    ...set,
    AUTH_URL: set.AUTH_URL ?? set.NEXTAUTH_URL,
    AUTH_SECRET: set.AUTH_SECRET ?? set.NEXTAUTH_SECRET,
  });
  if (!parsed.success) throw new EnvironmentError(parsed.error.issues.map(problemOf));
  const variables = parsed.data;
  const credentials = managementCredentials(variables);
  const apiUrl = managementApiUrl(variables);

  guardCloudAddresses(
    variables.AUTH_URL,
    [
      { variable: "BEYOND_IDENTITY_DISCOVERY", url: new URL(variables.BEYOND_IDENTITY_DISCOVERY) },
      { variable: "BEYOND_IDENTITY_API_URL", url: apiUrl },
      ...(credentials.type === "client_credentials"
        ? [{ variable: "BEYOND_IDENTITY_API_ISSUER", url: new URL(credentials.issuer) }]
        : []),
    ],
    variables.BEYOND_IDENTITY_TRUSTED_HOSTS ?? [],
  );
  guardApp(variables);
  guardProxies(variables);
  guardBackend(variables);
  const applicationId = guardIssuerPath(variables);

  return {
    appOrigin: variables.AUTH_URL.origin,
    authSecrets: [variables.AUTH_SECRET, ...variables.AUTH_SECRET_PREVIOUS],
    issuer: variables.BEYOND_IDENTITY_DISCOVERY,
    clientId: variables.BEYOND_IDENTITY_CLIENT_ID,
    clientSecret: variables.BEYOND_IDENTITY_CLIENT_SECRET,
    tenantId: variables.BEYOND_IDENTITY_TENANT_ID,
    realmId: variables.BEYOND_IDENTITY_REALM_ID,
    applicationId,
    authenticatorConfigId: variables.BEYOND_IDENTITY_APPLICATION_CONFIG_ID,
    apiOrigin: apiUrl.origin,
    managementCredentials: credentials,
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
  };
}

/**
 * Auth.js reads `AUTH_URL` for itself, spelled as it is, and stops at an empty one. From here on it finds the address that
 * everything else goes by.
 *
 * @throws EnvironmentError as `getEnv` does
 */
export function settleAuthUrl(): void {
  process.env.AUTH_URL = getEnv().appOrigin;
}

/** The folder is named after the app's address, so that two copies on one machine do not meet in it. */
function databaseLocation({ DATABASE_URL: url, AUTH_URL: appUrl }: Variables): DatabaseLocation {
  if (url) return { type: "postgres", url };
  return { type: "embedded", folder: `.data/database-${appUrl.host.replace(":", "-")}` };
}

function problemOf(issue: z.core.$ZodIssue) {
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return { variable: String(issue.path[0]), problem: missing ? "is not set" : issue.message };
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
  throw new EnvironmentError([
    {
      variable: "BEYOND_IDENTITY_API_TOKEN",
      problem:
        "is not set, and neither are all of BEYOND_IDENTITY_API_CLIENT_ID, BEYOND_IDENTITY_API_CLIENT_SECRET and BEYOND_IDENTITY_API_ISSUER",
    },
  ]);
}

function managementApiUrl(variables: Variables): URL {
  if (variables.BEYOND_IDENTITY_API_URL) return new URL(variables.BEYOND_IDENTITY_API_URL);
  requireThat(
    variables.BEYOND_IDENTITY_REGION,
    () => new EnvironmentError([{ variable: "BEYOND_IDENTITY_REGION", problem: "is not set" }]),
  );
  return new URL(`https://api-${variables.BEYOND_IDENTITY_REGION}.beyondidentity.com`);
}

function guardApp(variables: Variables): void {
  const { AUTH_URL: appUrl, DEV_INBOX_URL: inbox } = variables;
  if (isLoopback(appUrl)) return;
  requireThat(
    appUrl.protocol === "https:",
    () => new EnvironmentError([{ variable: "AUTH_URL", problem: "must use https" }]),
  );
  guardSecret("AUTH_SECRET", variables.AUTH_SECRET);
  // What opens a cookie lets its maker in, so an old secret must be as good as the one in use.
  for (const previous of variables.AUTH_SECRET_PREVIOUS) {
    guardSecret("AUTH_SECRET_PREVIOUS", previous);
  }
  if (variables.BACKEND_EXCHANGE_SECRET !== undefined) {
    guardSecret("BACKEND_EXCHANGE_SECRET", variables.BACKEND_EXCHANGE_SECRET);
  }
  requireThat(
    inbox === undefined,
    () => new EnvironmentError([{ variable: "DEV_INBOX_URL", problem: "is for development only" }]),
  );
}

function guardSecret(variable: string, secret: string): void {
  const refusal = (problem: string) => () => new EnvironmentError([{ variable, problem }]);
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
function guardProxies({ AUTH_URL: appUrl, TRUSTED_PROXIES: proxies }: Variables): void {
  requireThat(
    appUrl.protocol !== "https:" || proxies !== undefined,
    () =>
      new EnvironmentError([
        {
          variable: "TRUSTED_PROXIES",
          problem:
            "is not set; write down how many proxies in front of this app append to X-Forwarded-For (0 when there are none)",
        },
      ]),
  );
}

/** People's access tokens are sent there. */
function guardBackend({ BACKEND_URL: backend }: Variables): void {
  requireThat(
    backend === undefined || backend.protocol === "https:" || isLoopback(backend),
    () => new EnvironmentError([{ variable: "BACKEND_URL", problem: "must use https" }]),
  );
}

function backendSettings(variables: Variables): BackendSettings | null {
  const { BACKEND_URL: url, BACKEND_KIND: kind, BACKEND_SCOPES: scopes } = variables;
  return url ? { url, kind, scopes: scopes.split(" ").filter((scope) => scope !== "") } : null;
}

function githubApp({ AUTH_GITHUB_ID: clientId, AUTH_GITHUB_SECRET: clientSecret }: Variables) {
  if (clientId && clientSecret) return { clientId, clientSecret };
  requireThat(
    !clientId && !clientSecret,
    () =>
      new EnvironmentError([
        {
          variable: clientId ? "AUTH_GITHUB_SECRET" : "AUTH_GITHUB_ID",
          problem: "is not set, and its counterpart is",
        },
      ]),
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
  const isWanted = Object.values({ ...needed, name }).some((value) => value !== undefined);
  if (!isWanted) return null;
  const missing = Object.entries(needed).filter(([, value]) => value === undefined);
  const problem = "is not set, and another AUTH_OIDC variable is";
  if (!issuer || !clientId || !clientSecret) {
    throw new EnvironmentError(missing.map(([variable]) => ({ variable, problem })));
  }
  guardOidcIssuer(new URL(issuer), variables.AUTH_URL);
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host };
}

/** People's sign-ins and the client secret go there. */
function guardOidcIssuer(issuerUrl: URL, appUrl: URL): void {
  const refuse = (problem: string) => () =>
    new EnvironmentError([{ variable: "AUTH_OIDC_ISSUER", problem }]);
  const local = isLoopback(issuerUrl);
  requireThat(local || issuerUrl.protocol === "https:", refuse("must use https"));
  requireThat(
    !local || isLoopback(appUrl),
    refuse(`is on loopback, but the app is served at ${appUrl.origin}`),
  );
}

/** The tenant and realm are named twice, in the issuer and on their own: a typo in one of them is caught here. */
function guardIssuerPath(variables: Variables): string | null {
  const match = ISSUER_PATH.exec(new URL(variables.BEYOND_IDENTITY_DISCOVERY).pathname);
  if (!match) return null;
  const [, tenantId, realmId, applicationId] = match;
  requireThat(
    tenantId === variables.BEYOND_IDENTITY_TENANT_ID,
    () =>
      new EnvironmentError([
        {
          variable: "BEYOND_IDENTITY_TENANT_ID",
          problem: "is not the tenant of BEYOND_IDENTITY_DISCOVERY",
        },
      ]),
  );
  requireThat(
    realmId === variables.BEYOND_IDENTITY_REALM_ID,
    () =>
      new EnvironmentError([
        {
          variable: "BEYOND_IDENTITY_REALM_ID",
          problem: "is not the realm of BEYOND_IDENTITY_DISCOVERY",
        },
      ]),
  );
  return applicationId ?? null;
}

/** The SDK trusts whole domains of the vendor by default; any other cloud is trusted by its exact host name. */
function sdkDomains(issuerUrl: URL): string[] {
  return [vendorDomain(issuerUrl) ?? issuerUrl.hostname];
}
