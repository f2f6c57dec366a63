import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trouble } from "../troubles.ts";

const DEVELOPMENT_SECRET = "development-only-secret-refused-off-loopback";

export const inTheEnvironment: Trouble[] = [
  {
    ...{ name: "Node.js is too old", in: "embedded", check: "node-version" },
    ...{ says: /20\.18\.1/, plant: { nodeVersion: "20.18.1" } },
  },
  ...[
    "AUTH_SECRET",
    "BEYOND_IDENTITY_CLIENT_SECRET",
    "BEYOND_IDENTITY_REALM_ID",
    "BEYOND_IDENTITY_API_CLIENT_SECRET",
  ].map(
    (variable): Trouble => ({
      ...{ name: `${variable} is not set`, in: "embedded", check: "env-complete" },
      ...{ says: new RegExp(`: ${variable}$`), plant: { env: { [variable]: undefined } } },
    }),
  ),
  {
    name: "no discovery address, in an environment of the Hosted guide",
    ...{ in: "hosted", check: "env-complete", says: /BEYOND_IDENTITY_DISCOVERY/ },
    plant: { env: { BEYOND_IDENTITY_DISCOVERY: "" } },
  },
  {
    name: "no TRUSTED_PROXIES at an https address",
    ...{ in: "proxy", check: "env-complete", says: /TRUSTED_PROXIES/ },
    plant: { env: { TRUSTED_PROXIES: undefined } },
  },
  {
    name: "another OpenID Connect provider without its secret",
    ...{ in: "embedded", check: "env-complete", says: /AUTH_OIDC_SECRET/ },
    plant: { env: { AUTH_OIDC_ID: "id", AUTH_OIDC_ISSUER: "http://localhost:4000" } },
  },
  {
    ...{ name: "a number that is none", in: "embedded", check: "env-values" },
    ...{ says: /RECHECK_SECONDS/, plant: { env: { RECHECK_SECONDS: "often" } } },
  },
  {
    ...{ name: "an unknown region", in: "proxy", check: "env-values" },
    ...{ says: /us or eu/, plant: { env: { BEYOND_IDENTITY_REGION: "mars" } } },
  },
  {
    ...{ name: "AUTH_URL with a path", in: "embedded", check: "auth-url", says: /no path/ },
    plant: { env: { AUTH_URL: "http://localhost:3000/app" } },
  },
  {
    name: "NEXTAUTH_URL without a scheme",
    ...{ in: "hosted", check: "auth-url", says: /not an http/ },
    plant: { env: { NEXTAUTH_URL: "localhost:3000" } },
  },
  {
    name: "plain http at a public address",
    ...{ in: "proxy", check: "auth-url", says: /plain http/ },
    plant: { env: { AUTH_URL: "http://app.example.com" } },
  },
  {
    name: "a short AUTH_SECRET",
    ...{ in: "embedded", check: "secret-strength", says: /32 characters/ },
    plant: { env: { AUTH_SECRET: "too-short" } },
  },
  {
    name: "an AUTH_SECRET that repeats itself",
    ...{ in: "proxy", check: "secret-strength", says: /repeats/ },
    plant: { env: { AUTH_SECRET: "abc123".repeat(8) } },
  },
  {
    name: "a weak previous secret",
    ...{ in: "embedded", check: "secret-strength", says: /AUTH_SECRET_PREVIOUS/ },
    plant: { env: { AUTH_SECRET_PREVIOUS: "x".repeat(40) } },
  },
  {
    name: "the development secret on a public app",
    ...{ in: "proxy", check: "emulator-values", says: /published development secret/ },
    plant: { env: { AUTH_SECRET: DEVELOPMENT_SECRET } },
  },
  {
    name: "the emulator's address on a public app",
    ...{ in: "proxy", check: "emulator-values", says: /BEYOND_IDENTITY_API_URL is on loopback/ },
    plant: { env: { BEYOND_IDENTITY_API_URL: "http://localhost:4400" } },
  },
  {
    name: "a client of the emulator with a real issuer",
    ...{ in: "proxy", check: "emulator-values", says: /BEYOND_IDENTITY_CLIENT_ID/ },
    plant: { env: { BEYOND_IDENTITY_CLIENT_ID: "emulator-web-client-0001" } },
  },
  {
    name: "the emulator's issuer with the API of a region",
    ...{ in: "embedded", check: "emulator-values", says: /api-us/ },
    plant: { env: { BEYOND_IDENTITY_API_URL: undefined, BEYOND_IDENTITY_REGION: "us" } },
  },
  {
    name: "the inbox of development on a public app",
    ...{ in: "proxy", check: "emulator-values", says: /DEV_INBOX_URL/ },
    plant: { env: { DEV_INBOX_URL: "https://inbox.example.com" } },
  },
  {
    name: "an environment file that other users can read",
    ...{ in: "embedded", check: "env-file-mode", status: "warn", says: /mode 644/ },
    plant: { files: (folder) => [file(folder, 0o644)] },
  },
  {
    name: "an environment file that git does not ignore",
    ...{ in: "embedded", check: "env-file-ignored", status: "warn", says: /does not ignore/ },
    plant: {
      files: (folder) => {
        execFileSync("git", ["init", "--quiet", folder]);
        return [file(folder, 0o600)];
      },
    },
  },
  {
    name: "an environment file that is committed to git",
    ...{ in: "embedded", check: "env-file-ignored", status: "warn", says: /is committed/ },
    plant: {
      files: (folder) => {
        execFileSync("git", ["init", "--quiet", folder]);
        writeFileSync(join(folder, ".gitignore"), ".env\n");
        const path = file(folder, 0o600);
        execFileSync("git", ["add", "--force", ".env"], { cwd: folder });
        return [path];
      },
    },
  },
];

function file(folder: string, mode: number): string {
  const path = join(folder, ".env");
  writeFileSync(path, "AUTH_SECRET=value\n", { mode });
  return path;
}
