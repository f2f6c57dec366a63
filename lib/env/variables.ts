import "server-only";
import { z } from "zod";
import { EnvironmentError } from "@/lib/env/environment-error";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";

const DISCOVERY_PATH = "/.well-known/openid-configuration";

const text = z.string().trim().min(1, "is not set");
const spaceSeparated = z
  .string()
  .transform((list) => list.split(/\s+/).filter((item) => item !== ""));
/** Version 4 of Auth.js had this path in its address, and guides still name it. */
const AUTH_BASE_PATH = "/api/auth";
const address = z.url({ protocol: /^https?$/, error: "is not an http(s) address" });
const appAddress = z
  .string()
  .trim()
  .pipe(address)
  .transform((value) => new URL(value))
  .refine(({ username, password }) => username === "" && password === "", {
    error: "must not contain a user name or a password",
  })
  .refine(({ search, hash }) => search === "" && hash === "", {
    error: "must not contain a query or a fragment",
  })
  .refine(({ pathname }) => ["", AUTH_BASE_PATH].includes(pathname.replace(/\/+$/, "")), {
    error: "must have no path: write it like https://app.example.com",
  });
const issuer = address.transform((value) => value.replace(DISCOVERY_PATH, "").replace(/\/$/, ""));

/** What only an app that manages its realm needs. */
const realm = {
  BEYOND_IDENTITY_TENANT_ID: text,
  BEYOND_IDENTITY_REALM_ID: text,
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: text,
};
const api = {
  BEYOND_IDENTITY_API_TOKEN: text.optional(),
  BEYOND_IDENTITY_API_CLIENT_ID: text.optional(),
  BEYOND_IDENTITY_API_CLIENT_SECRET: text.optional(),
  BEYOND_IDENTITY_API_ISSUER: issuer.optional(),
  BEYOND_IDENTITY_API_URL: address.optional(),
};
const MANAGEMENT_VARIABLES = Object.keys({ ...realm, ...api });

const schema = z.object({
  AUTH_URL: appAddress,
  AUTH_SECRET: text,
  AUTH_SECRET_PREVIOUS: spaceSeparated.default([]),
  BEYOND_IDENTITY_DISCOVERY: issuer,
  BEYOND_IDENTITY_CLIENT_ID: text,
  BEYOND_IDENTITY_CLIENT_SECRET: text,
  BEYOND_IDENTITY_REGION: z.enum(["us", "eu"], { error: "must be us or eu" }).optional(),
  ...realm,
  ...api,
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
  OTEL_EXPORTER_OTLP_ENDPOINT: address.optional(),
});

const hostedSchema = schema.partial({
  BEYOND_IDENTITY_TENANT_ID: true,
  BEYOND_IDENTITY_REALM_ID: true,
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: true,
});

/**
 * The variables. Each is valid by itself, but they are not yet checked against each other. Those of the realm are all set,
 * or none is set and neither is any of the management API.
 */
export type Variables = z.infer<typeof hostedSchema>;

/**
 * @param source variables by name. An empty value counts as not set.
 * @throws EnvironmentError naming every variable that is missing or malformed
 */
export function readVariables(source: Record<string, string | undefined>): Variables {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const managesRealm = MANAGEMENT_VARIABLES.some((name) => name in set);
  const parsed = (managesRealm ? schema : hostedSchema).safeParse({
    ...set,
    AUTH_URL: set.AUTH_URL ?? set.NEXTAUTH_URL,
    AUTH_SECRET: set.AUTH_SECRET ?? set.NEXTAUTH_SECRET,
  });
  if (!parsed.success) throw new EnvironmentError(parsed.error.issues.map(problemOf));
  return parsed.data;
}

function problemOf(issue: z.core.$ZodIssue) {
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  return { variable: String(issue.path[0]), problem: missing ? "is not set" : issue.message };
}
