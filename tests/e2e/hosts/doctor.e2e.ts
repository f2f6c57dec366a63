import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type RunningEmulator, startEmulator } from "../../../mocks/listener.ts";
import { variablesIn } from "../../../scripts/env-file/variables.ts";
import { managementToken, startProvision } from "../../support/run-provision.ts";
import { startAppAlone } from "../support/next-servers.ts";
import { type ReverseProxy, startReverseProxy } from "../support/reverse-proxy.ts";
import { expect, test } from "../support/test.ts";

const DEEP = { tag: "@deep" };
const [PUBLIC_PORT, APP_PORT, MISLED_PORT, ALONE_PORT] = [3590, 3591, 3592, 3593];
const EMULATOR_PORT = 4990;
const PUBLIC = `http://localhost:${PUBLIC_PORT}`;
const ALONE = `http://localhost:${ALONE_PORT}`;
/** As a proxy with the usual configuration writes it. */
const USUAL = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "http" };

const run = promisify(execFile);

let folder: string;
let tenant: RunningEmulator;
let proxied: string;
let proxy: ReverseProxy;
const ends: (() => unknown)[] = [];

test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
  tenant = await startEmulator({ port: EMULATOR_PORT, appOrigin: PUBLIC, seed: "blank" });
  ends.push(tenant.close);
  proxied = await provisioned("Proxied", PUBLIC, "TRUSTED_PROXIES=1\n");
  ends.push(await start(APP_PORT, proxied));
  const misled = { AUTH_URL: `http://localhost:${PUBLIC_PORT + 9}` };
  ends.push(await start(MISLED_PORT, proxied, misled));
  proxy = await startReverseProxy(PUBLIC_PORT, APP_PORT);
  ends.push(proxy.close);
});
test.beforeEach(() => {
  proxy.leadsTo(APP_PORT);
  proxy.writes(USUAL);
  proxy.answers((headers) => headers);
});
test.afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  await rm(folder, { recursive: true });
});

/** Sets the tenant up for an address. @returns the environment file. */
async function provisioned(name: string, appUrl: string, more = ""): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, more, { mode: 0o600 });
  const flags = ["--yes", "--env-file", file, "--app-url", appUrl, "--name", name];
  const token = { BEYOND_IDENTITY_API_TOKEN: await managementToken(tenant) };
  const command = startProvision(flags, token);
  expect(await command.ended, command.said()).toBe(0);
  return file;
}

/** Starts the production build with the variables of a file alone. @returns what ends it */
async function start(port: number, file: string, more: Record<string, string> = {}) {
  return startAppAlone(port, { ...variablesIn(await readFile(file, "utf8")), ...more });
}

type Check = { id: string; status: string; saw: string };

/** Runs the command of package.json. @returns the exit code and the checks by status, except for those that passed. */
async function doctor(file: string) {
  const { doctor: script } = JSON.parse(await readFile("package.json", "utf8")).scripts;
  const [, ...fixed] = script.split(" ");
  const args = [...fixed, "--env-file", file, "--json"];
  const env = { PATH: process.env.PATH, NODE_ENV: "production" } as NodeJS.ProcessEnv;
  const { code, stdout } = await run(process.execPath, args, { env }).then(
    (done) => ({ code: 0, ...done }),
    (error: { code: number; stdout: string }) => error,
  );
  const checks: Check[] = JSON.parse(stdout).checks;
  const of = (status: string) => checks.filter((check) => check.status === status);
  return {
    ...{ code, checks },
    failed: of("fail").map(({ id }) => id),
    warned: of("warn").map(({ id }) => id),
    errors: of("error").map(({ id }) => id),
  };
}

const OF_THE_RUNNING_APP = [
  ...["app-answers", "app-address", "trusted-proxies", "cookies", "content-security-policy"],
];

/** Nothing failed, and the checks of the running app were made and passed. */
async function expectHealthy(file: string): Promise<void> {
  const { code, checks, failed, errors } = await doctor(file);
  expect({ code, failed, errors }).toEqual({ code: 0, failed: [], errors: [] });
  for (const id of OF_THE_RUNNING_APP) {
    expect(checks.find((check) => check.id === id)).toMatchObject({ id, status: "pass" });
  }
}

test("an app with nothing in front of it is healthy", DEEP, async () => {
  const file = await provisioned("Alone", ALONE);
  const end = await start(ALONE_PORT, file);
  await expectHealthy(file);
  await end();
});

test("an app behind a proxy is healthy", DEEP, async () => {
  await expectHealthy(proxied);
});

// The app takes its address from AUTH_URL alone.
for (const [what, headers] of [
  ["keeps the public name to itself", { ...USUAL, host: "app.internal" }],
  [
    "tells neither the public name nor the scheme",
    { "x-forwarded-for": USUAL["x-forwarded-for"], host: `localhost:${APP_PORT}` },
  ],
] as const) {
  test(`a proxy that ${what} is no trouble`, DEEP, async () => {
    proxy.writes(headers);
    await expectHealthy(proxied);
  });
}

const withCookies = (change: (line: string) => string) => (proxy: ReverseProxy) =>
  proxy.answers((headers) => {
    const cookies = [headers["set-cookie"] ?? []].flat().map(String);
    return { ...headers, "set-cookie": cookies.length > 0 ? cookies.map(change) : undefined };
  });

/** What is wrong on the way to the app, and the one check that must say so. */
const TROUBLES: [trouble: string, check: string, plant: (proxy: ReverseProxy) => void][] = [
  [
    "the app runs with another port in AUTH_URL",
    "app-address",
    (proxy) => proxy.leadsTo(MISLED_PORT),
  ],
  [
    "two proxies append to X-Forwarded-For, and one is counted",
    "trusted-proxies",
    (proxy) => proxy.writes({ ...USUAL, "x-forwarded-for": "203.0.113.7, 10.0.0.1" }),
  ],
  [
    "no proxy appends to X-Forwarded-For, and one is counted",
    "trusted-proxies",
    (proxy) => proxy.writes({}),
  ],
  [
    "a proxy takes HttpOnly off",
    "cookies",
    withCookies((line) => line.replace(/; *HttpOnly/i, "")),
  ],
  ["a proxy gives cookies a domain", "cookies", withCookies((line) => `${line}; Domain=localhost`)],
  [
    "a proxy drops the cookies",
    "cookies",
    (proxy) => proxy.answers((headers) => ({ ...headers, "set-cookie": undefined })),
  ],
  [
    "a proxy takes the Content-Security-Policy off",
    "content-security-policy",
    (proxy) => proxy.answers((headers) => ({ ...headers, "content-security-policy": undefined })),
  ],
  [
    "a proxy redirects to another address",
    "app-answers",
    (proxy) => proxy.answers((headers) => ({ ...headers, location: "https://www.example.com/" })),
  ],
];

for (const [trouble, check, plant] of TROUBLES) {
  test(`${trouble}: ${check} says so, and nothing else`, DEEP, async () => {
    plant(proxy);
    const { code, failed, errors } = await doctor(proxied);
    expect({ code, failed, errors }).toEqual({ code: 1, failed: [check], errors: [] });
  });
}
