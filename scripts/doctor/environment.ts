import { parseEnv } from "@/lib/env/env";
import { EnvironmentError, type EnvironmentProblem } from "@/lib/env/environment-error";
import { type IssuerIds, issuerIds, issuerWithoutDiscovery } from "../cloud/issuer-path.ts";
import { missingVariables } from "./missing-variables.ts";

/** None of these is in an environment as the vendor's guide for Hosted Web writes it. */
const OF_EMBEDDED = /^BEYOND_IDENTITY_(API_\w+|TENANT_ID|REALM_ID|APPLICATION_CONFIG_ID)$/;

export type Variables = Readonly<Partial<Record<string, string>>>;

/** The configuration to check, as far as it can be read. */
export type Environment = {
  /** The variables that are set, without spaces around them. */
  variables: Variables;
  /** The committed values of the emulator. */
  published: Variables;
  /** The environment files that the variables come from. */
  files: string[];
  mode: "embedded" | "hosted";
  /** The variables that are needed and not set. */
  missing: string[];
  /** What the app itself says when it starts with these variables. */
  problems: EnvironmentProblem[];
  /** Null when it is not set or no address. The same holds for the next three. */
  appUrl: URL | null;
  issuer: string | null;
  issuerPath: IssuerIds | null;
  apiOrigin: string | null;
};

/**
 * @param source variables by name. An empty value counts as not set.
 * @param published values of the emulator by name
 * @param files that the variables come from
 */
export function readEnvironment(
  source: Record<string, string | undefined>,
  published: Variables,
  files: string[],
): Environment {
  const variables = withAliases(source);
  const isEmbedded = Object.keys(variables).some((name) => OF_EMBEDDED.test(name));
  const mode = isEmbedded ? "embedded" : "hosted";
  const appUrl = urlOf(variables.AUTH_URL);
  const issuer = issuerOf(variables.BEYOND_IDENTITY_DISCOVERY);
  return {
    ...{ variables, published, files, mode, appUrl, issuer },
    missing: missingVariables(variables, mode),
    problems: problemsOf(variables),
    issuerPath: (issuer && issuerIds(issuer)) || null,
    apiOrigin: apiOriginOf(variables),
  };
}

function withAliases(source: Record<string, string | undefined>): Variables {
  const set = setOf(source);
  const { NEXTAUTH_URL, NEXTAUTH_SECRET } = set;
  return { ...setOf({ AUTH_URL: NEXTAUTH_URL, AUTH_SECRET: NEXTAUTH_SECRET }), ...set };
}

function setOf(source: Record<string, string | undefined>): Variables {
  const trimmed = Object.entries(source).map(
    ([name, value]) => [name, value?.trim() ?? ""] as const,
  );
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}

function problemsOf(variables: Variables): EnvironmentProblem[] {
  try {
    parseEnv(variables);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

function urlOf(text: string | undefined): URL | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) ? url : null;
}

/** @returns the issuer of a discovery address, or of the issuer itself */
export function issuerOf(text: string | undefined): string | null {
  return urlOf(text) && text !== undefined ? issuerWithoutDiscovery(text) : null;
}

function apiOriginOf(variables: Variables): string | null {
  const { BEYOND_IDENTITY_API_URL: url, BEYOND_IDENTITY_REGION: region } = variables;
  if (url) return urlOf(url)?.origin ?? null;
  return region === "us" || region === "eu" ? `https://api-${region}.beyondidentity.com` : null;
}
