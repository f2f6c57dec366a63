import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getResponse } from "msw";
import { createEmulator, type Emulator } from "../../../mocks/cloud/emulator.ts";
import { signingKey } from "../../../mocks/cloud/keys.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import { worldSchema } from "../../../mocks/cloud/world.ts";
import { createHandlers } from "../../../mocks/handlers.ts";
import type { Check } from "../../../scripts/doctor/check.ts";
import { CHECKS } from "../../../scripts/doctor/checks.ts";
import type { Applied } from "../../../scripts/doctor/databases.ts";
import { readEnvironment } from "../../../scripts/doctor/environment.ts";
import { reportOf } from "../../../scripts/doctor/report.ts";
import { runChecks } from "../../../scripts/doctor/run-checks.ts";
import { createSubject } from "../../../scripts/doctor/subject.ts";
import { emulatorVariables } from "../../../scripts/environment-files.ts";
import { appAnswer, type Changes } from "./app-behind-proxy.ts";
import { ofTenant, SET_UPS, type SetUpName, type Source } from "./set-ups.ts";

/** What is changed in a healthy set-up before the doctor looks at it. */
export type Plant = {
  /** Changed variables. Undefined removes one. */
  env?: Source | ((cloud: PlantedCloud) => Promise<Source>);
  cloud?: (cloud: PlantedCloud) => unknown;
  app?: Changes;
  backend?: "down";
  database?: Applied;
  nodeVersion?: string;
  /** Environment files, made in a folder. */
  files?: (folder: string) => string[];
};

/** The emulator of a set-up, as an administrator reaches it. */
export type PlantedCloud = {
  emulator: Emulator;
  /** Calls the management API below the realm of the app. */
  api(method: string, path: string, body: unknown): Promise<void>;
  token(scope?: string): Promise<string>;
};

const published = emulatorVariables();
/** RSA keys take long to generate. */
const keys = await makeKeys();

/** Runs all checks on a set-up in this process. */
export async function diagnose(
  name: SetUpName,
  plant: Plant = {},
  checks: readonly Check[] = CHECKS,
) {
  const { origins, source, isRunning } = SET_UPS[name];
  const { emulator, rename, call } = openCloud(name);
  const cloud: PlantedCloud = {
    emulator,
    token: (scope) => managementToken(call, rename, origins.auth, scope),
    async api(method, path, body) {
      const url = rename(
        `${origins.api}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}${path}`,
      );
      const headers = { authorization: `Bearer ${await cloud.token()}` };
      const response = await call(
        new Request(url, { method, headers, body: JSON.stringify(body) }),
      );
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    },
  };
  const healthy = JSON.parse(rename(JSON.stringify(source(origins))));
  const changes = typeof plant.env === "function" ? await plant.env(cloud) : plant.env;
  await plant.cloud?.(cloud);
  const folder = mkdtempSync(join(tmpdir(), "doctor-"));
  try {
    const variables = { ...healthy, ...changes };
    const environment = readEnvironment(variables, published, plant.files?.(folder) ?? []);
    const machine = { nodeVersion: plant.nodeVersion ?? "24.1.0", folder, now: () => Date.now() };
    const send: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      if ([origins.auth, origins.api].includes(url.origin)) return call(request);
      if (isRunning && url.origin === origins.app) {
        return appAnswer(url, healthy.BEYOND_IDENTITY_DISCOVERY, plant.app ?? {});
      }
      if (url.port === "4000" && plant.backend !== "down")
        return new Response("not found", { status: 404 });
      throw refusedConnection();
    };
    const subject = createSubject(environment, machine, { send, pause: async () => undefined });
    const database = async () => plant.database ?? ({ kind: "applied", times: [] } as const);
    const databases = { postgres: database, embedded: database };
    return reportOf(await runChecks(checks, { ...subject, databases }), (text) => text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type OpenCloud = {
  emulator: Emulator;
  rename(text: string): string;
  call(request: Request): Promise<Response>;
  reset(): void;
};

const clouds = new Map<string, OpenCloud>();

/** One emulator for each pair of addresses, as it was in the beginning. */
function openCloud(name: SetUpName): OpenCloud {
  const { auth } = SET_UPS[name].origins;
  const cloud = clouds.get(auth) ?? newCloud(name);
  clouds.set(auth, cloud);
  cloud.reset();
  return cloud;
}

function newCloud(name: SetUpName): OpenCloud {
  const { origins } = SET_UPS[name];
  const rename = name === "proxy" ? ofTenant : (text: string) => text;
  const emulator = createEmulator({ origins });
  const { state } = emulator.store;
  state.world = worldSchema.parse(JSON.parse(rename(JSON.stringify(state.world))));
  state.signingKeys = JSON.parse(rename(JSON.stringify(keys)));
  const beginning = structuredClone(state);
  const handlers = createHandlers(emulator);
  return {
    ...{ emulator, rename },
    async call(request) {
      return (await getResponse(handlers, request)) ?? new Response(null, { status: 404 });
    },
    reset() {
      emulator.store.replace(structuredClone(beginning));
      emulator.faults.clear();
      emulator.clock.reset();
      emulator.settings.refreshTokens = "rotating";
    },
  };
}

async function managementToken(
  call: (request: Request) => Promise<Response>,
  rename: (text: string) => string,
  auth: string,
  scope?: string,
): Promise<string> {
  const { id, clientId, clientSecret } = seed.managementApplication;
  const path = `/v1/tenants/${seed.tenant.id}/realms/${seed.adminRealm.id}/applications/${id}/token`;
  const form = new URLSearchParams({
    ...{ grant_type: "client_credentials", client_id: rename(clientId) },
    ...{ client_secret: rename(clientSecret), ...(scope === undefined ? {} : { scope }) },
  });
  const response = await call(
    new Request(rename(`${auth}${path}`), { method: "POST", body: form }),
  );
  return (await response.json()).access_token;
}

/** As `fetch` fails when nothing listens. */
function refusedConnection(): TypeError {
  return new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  });
}

async function makeKeys() {
  const emulator = createEmulator({ origins: SET_UPS.embedded.origins });
  const applications = [seed.webApplication, seed.hostedApplication, seed.managementApplication];
  await Promise.all(applications.map(({ id }) => signingKey(emulator, id)));
  return emulator.store.state.signingKeys;
}
