import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { applicationPath, seed } from "../mocks/cloud/seed.ts";

const TENANT = "https://auth-eu.beyondidentity.com/v1/tenants/T/realms/R/applications/A";

/** Within `node_modules`, so that the module finds `@next/env`. */
const CACHE = resolve("node_modules/.cache");

let folder: string;
let compiled: string;

// Compiled once, because loading a compiler takes longer than all else that a process here does.
beforeAll(async () => {
  mkdirSync(CACHE, { recursive: true });
  compiled = mkdtempSync(join(CACHE, "environment-files-"));
  const options = { bundle: true, platform: "node", format: "esm", packages: "external" } as const;
  const outfile = join(compiled, "module.mjs");
  await build({ entryPoints: ["scripts/environment-files.ts"], outfile, ...options });
});
afterAll(() => rmSync(compiled, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
  for (const name of [".env.development", ".env.hosted"]) copyFileSync(name, join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const local = (text: string) => writeFileSync(join(folder, ".env.local"), text);
const record = z.record(z.string(), z.unknown());

/** Calls a function of the module in a new process, because `@next/env` caches what it reads. */
function call(name: string, variables: Record<string, string> = {}, ...rest: string[]) {
  const script = `
    import * as files from ${JSON.stringify(pathToFileURL(join(compiled, "module.mjs")))};
    const before = JSON.stringify(process.env);
    const result = files[${JSON.stringify(name)}](...${JSON.stringify([folder, ...rest])});
    console.log(JSON.stringify({ result, undisturbed: JSON.stringify(process.env) === before }));
  `;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, NODE_ENV: "development", ...variables },
  });
  const answer = z.object({ result: record, undisturbed: z.boolean() }).parse(JSON.parse(stdout));
  expect(answer.undisturbed, "the process environment stays as it was").toBe(true);
  return answer.result;
}

test("the committed values are those of the emulator's seed", () => {
  const emulator = "http://localhost:4400";
  const issuer = `${emulator}${applicationPath(seed.realm.id, seed.webApplication.id)}`;
  expect(call("emulatorVariables")).toMatchObject({
    AUTH_URL: "http://localhost:3000",
    BEYOND_IDENTITY_DISCOVERY: `${issuer}/.well-known/openid-configuration`,
    BEYOND_IDENTITY_CLIENT_ID: seed.webApplication.clientId,
    BEYOND_IDENTITY_CLIENT_SECRET: seed.webApplication.clientSecret,
    BEYOND_IDENTITY_TENANT_ID: seed.tenant.id,
    BEYOND_IDENTITY_REALM_ID: seed.realm.id,
    BEYOND_IDENTITY_APPLICATION_CONFIG_ID: seed.authenticatorConfig.id,
    BEYOND_IDENTITY_API_URL: emulator,
    BEYOND_IDENTITY_API_CLIENT_ID: seed.managementApplication.clientId,
    BEYOND_IDENTITY_API_CLIENT_SECRET: seed.managementApplication.clientSecret,
  });
});

const HOSTED = {
  AUTH_URL: "http://localhost:3000",
  AUTH_SECRET: "development-only-secret-refused-off-loopback",
  BEYOND_IDENTITY_DISCOVERY: `http://localhost:4400${applicationPath(seed.realm.id, seed.hostedApplication.id)}/.well-known/openid-configuration`,
  BEYOND_IDENTITY_CLIENT_ID: seed.hostedApplication.clientId,
  BEYOND_IDENTITY_CLIENT_SECRET: seed.hostedApplication.clientSecret,
};

test("the committed values of the hosted page are five, those of the seed's Hosted Web application", () => {
  expect(call("emulatorVariables", {}, "hosted")).toEqual(HOSTED);
});

test("with the hosted page nothing else of a cloud is set, in development or production", () => {
  local(`BEYOND_IDENTITY_DISCOVERY=${TENANT}\nBEYOND_IDENTITY_API_TOKEN=mine\n`);
  for (const variables of [
    call("hostedDevelopmentVariables"),
    call("emulatedVariables", { BEYOND_IDENTITY_API_TOKEN: "exported" }, "hosted"),
  ]) {
    const set = Object.entries(variables).filter(([, value]) => value !== "");
    expect(Object.fromEntries(set)).toEqual(HOSTED);
    expect(variables).toMatchObject({ BEYOND_IDENTITY_API_TOKEN: "" });
  }
});

test("with a tenant, the address and the secret under their old names are used", () => {
  local(`BEYOND_IDENTITY_DISCOVERY=${TENANT}\nNEXTAUTH_URL=http://localhost:3000\n`);
  const { variables } = call("developmentVariables");
  expect(variables).toMatchObject({ AUTH_URL: "", BEYOND_IDENTITY_TENANT_ID: "" });
  expect(variables).not.toHaveProperty("AUTH_SECRET");
});

test("the ports change every address", () => {
  const ports = { PORT: "3100", EMULATOR_PORT: "4500" };
  const addresses = JSON.stringify([
    call("emulatorVariables", ports),
    call("emulatorVariables", ports, "hosted"),
  ]);
  expect(addresses).toContain("http://localhost:3100");
  expect(addresses).toContain("http://localhost:4500");
  expect(addresses).not.toMatch(/:3000|:4400/);
});

test("without a tenant, development uses the emulator", () => {
  expect(call("developmentVariables")).toEqual({ variables: {}, usesEmulator: true });
});

test("with a tenant, development uses no value of the emulator", () => {
  local(`BEYOND_IDENTITY_DISCOVERY=${TENANT}\nBEYOND_IDENTITY_CLIENT_ID=mine\n`);
  const { variables, usesEmulator } = call("developmentVariables");
  expect(usesEmulator).toBe(false);
  expect(variables).toMatchObject({
    BEYOND_IDENTITY_API_URL: "",
    BEYOND_IDENTITY_CLIENT_SECRET: "",
  });
  expect(variables).not.toHaveProperty("BEYOND_IDENTITY_CLIENT_ID");
  expect(variables).not.toHaveProperty("AUTH_URL");
});

test("the emulated production server ignores a configured tenant", () => {
  local(`BEYOND_IDENTITY_DISCOVERY=${TENANT}\nDATABASE_URL=postgres://mine\n`);
  const variables = call("emulatedVariables", { BEYOND_IDENTITY_API_TOKEN: "exported" });
  expect(variables).toMatchObject({
    ...call("emulatorVariables"),
    BEYOND_IDENTITY_API_TOKEN: "",
    DATABASE_URL: "",
  });
});
