import { expect, test } from "vitest";
import { type Env, getEnv } from "@/lib/env/env";
import { EnvironmentError } from "@/lib/env/environment-error";
import { checkApplication } from "@/lib/operation/check-application";
import { seed } from "../../mocks/cloud/seed.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud();

const backendWith = (...scopes: string[]): Partial<Env> => ({
  backend: { url: new URL("https://api.example.com"), kind: "access-token", scopes },
});
const HOSTED_APPLICATION = () => ({
  issuer: getEnv().issuer.replace(seed.webApplication.id, seed.hostedApplication.id),
  clientId: seed.hostedApplication.clientId,
});

/** @returns the variables that the check names. */
async function named(change: Partial<Env>): Promise<string[]> {
  try {
    await checkApplication({ ...getEnv(), ...change });
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.problems.map(({ variable }) => variable);
  }
}

test.each<[string, () => Partial<Env>]>([
  ["the embedded SDK", () => ({})],
  ["the embedded SDK and a backend", () => backendWith(...seed.resourceServer.scopes)],
  ["the hosted page", () => ({ ...HOSTED_APPLICATION(), management: null })],
])("an application with %s is accepted", async (_, change) => {
  expect(await named(change())).toEqual([]);
});

test.each<[string, () => Partial<Env>, string]>([
  [
    "a scope that the application does not allow",
    () => backendWith("profile:read", "profile:write"),
    "BACKEND_SCOPES",
  ],
  [
    "an application with the hosted page where the app has its own",
    HOSTED_APPLICATION,
    "BEYOND_IDENTITY_APPLICATION_CONFIG_ID",
  ],
  [
    "an application with the embedded SDK where the app relies on the hosted page",
    () => ({ management: null }),
    "BEYOND_IDENTITY_DISCOVERY",
  ],
])("4: %s is refused by name", async (_, change, variable) => {
  expect(await named(change())).toEqual([variable]);
});

test.each([
  ["is down", { drop: true }],
  ["fails", { status: 500 }],
  ["answers nonsense", { malformed: true }],
  ["is slow", { delay_ms: 2_500 }],
])("a cloud that %s keeps no server from starting", async (_, fault) => {
  emulator.faults.plant({ match: { path: "/authorize" }, ...fault });
  expect(await named(backendWith("profile:write"))).toEqual([]);
});
