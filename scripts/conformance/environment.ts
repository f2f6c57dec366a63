import nextEnv from "@next/env";
import { z } from "zod";
import { secretsProblem } from "../cloud/secrets-problem.ts";
import { ConformanceError } from "./conformance-error.ts";
import type { ApiCredentials, Target } from "./target.ts";

const QUIET = { info() {}, error() {} };
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const ISSUER_PATH = /^\/v1\/tenants\/([^/]+)\/realms\/([^/]+)\/applications\/([^/]+)$/;

const filled = z.string("is not set").trim().min(1, "is not set");
const address = filled
  .refine((text) => URL.canParse(text), "is not an address")
  .refine((text) => isSafe(new URL(text)), "must use https");
const schema = z.object({
  AUTH_URL: address.default("http://localhost:3000"),
  BEYOND_IDENTITY_DISCOVERY: address
    .transform((text) => text.replace(/\/\.well-known\/openid-configuration$/, ""))
    .refine((issuer) => ISSUER_PATH.test(new URL(issuer).pathname), "names no application"),
  BEYOND_IDENTITY_CLIENT_ID: filled,
  BEYOND_IDENTITY_CLIENT_SECRET: filled,
  BEYOND_IDENTITY_REGION: z.enum(["us", "eu"], "is neither us nor eu").optional(),
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: filled,
  BEYOND_IDENTITY_API_URL: address.optional(),
  BEYOND_IDENTITY_TRUSTED_HOSTS: z.string().optional(),
  BEYOND_IDENTITY_API_TOKEN: filled.optional(),
  BEYOND_IDENTITY_API_CLIENT_ID: filled.optional(),
  BEYOND_IDENTITY_API_CLIENT_SECRET: filled.optional(),
  BEYOND_IDENTITY_API_ISSUER: address.optional(),
});
type Variables = z.infer<typeof schema>;

/**
 * Reads the cloud from the environment and Next.js's files, as the app does.
 *
 * @param folder of those files
 * @throws ConformanceError naming each variable that is missing or wrong, never its value
 */
export function targetOfEnvironment(folder = "."): Target {
  const isDevelopment = process.env.NODE_ENV === "development";
  const { combinedEnv } = nextEnv.loadEnvConfig(folder, isDevelopment, QUIET, true);
  const set = Object.entries(combinedEnv).filter(([, value]) => value !== "");
  const result = schema.safeParse(Object.fromEntries(set));
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${String(path[0])} ${message}.`,
    );
    throw new ConformanceError(problems.join("\n"));
  }
  demandKnownHosts(result.data);
  return targetOf(result.data);
}

/** Secrets are sent to these addresses. */
function demandKnownHosts(variables: Variables): void {
  const names = [
    "BEYOND_IDENTITY_DISCOVERY",
    "BEYOND_IDENTITY_API_URL",
    "BEYOND_IDENTITY_API_ISSUER",
  ] as const;
  const problems = names.flatMap((name) => {
    const { [name]: value } = variables;
    const problem = value === undefined ? null : secretsProblem(variables, value);
    return problem === null ? [] : [`${name} ${problem}`];
  });
  if (problems.length > 0) throw new ConformanceError(problems.join("\n"));
}

function targetOf(variables: Variables): Target {
  const issuer = variables.BEYOND_IDENTITY_DISCOVERY;
  const [, tenantId = "", realmId = "", applicationId = ""] =
    ISSUER_PATH.exec(new URL(issuer).pathname) ?? [];
  return {
    issuer,
    ...{ tenantId, realmId, applicationId },
    clientId: variables.BEYOND_IDENTITY_CLIENT_ID,
    clientSecret: variables.BEYOND_IDENTITY_CLIENT_SECRET,
    authenticatorConfigId: variables.BEYOND_IDENTITY_APPLICATION_CONFIG_ID,
    apiOrigin: apiOrigin(variables),
    redirectUri: `${new URL(variables.AUTH_URL).origin}/api/auth/callback/beyondidentity`,
    credentials: credentialsOf(variables),
  };
}

function apiOrigin({ BEYOND_IDENTITY_API_URL: url, BEYOND_IDENTITY_REGION: region }: Variables) {
  if (url) return new URL(url).origin;
  if (region) return `https://api-${region}.beyondidentity.com`;
  throw new ConformanceError("BEYOND_IDENTITY_REGION is not set.");
}

function credentialsOf(variables: Variables): ApiCredentials {
  const {
    BEYOND_IDENTITY_API_TOKEN: token,
    BEYOND_IDENTITY_API_CLIENT_ID: clientId,
    BEYOND_IDENTITY_API_CLIENT_SECRET: clientSecret,
    BEYOND_IDENTITY_API_ISSUER: issuer,
  } = variables;
  if (token) return { token };
  if (clientId && clientSecret && issuer) return { clientId, clientSecret, issuer };
  throw new ConformanceError(
    "BEYOND_IDENTITY_API_TOKEN is not set. Set it, or all of BEYOND_IDENTITY_API_CLIENT_ID, BEYOND_IDENTITY_API_CLIENT_SECRET and BEYOND_IDENTITY_API_ISSUER.",
  );
}

/** @returns whether what is sent there is encrypted, or stays on this machine */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
}
