import { defineConfig } from "@playwright/test";
import {
  appAt,
  emulatorAt,
  READY_PORT,
  type Servers,
  SHARED,
  STORMY,
} from "./tests/e2e/support/servers.ts";

/** The tests that take long run in `npm run test:deep`. */
const DEEP = /@deep/;
const part = process.env.DEEP ? { grep: DEEP } : { grepInvert: DEEP };

const KILLED = "**/own-servers/killed-server.e2e.ts";
/** The projects that exist in `npm run test:deep` alone, and do not measure. */
const LONGEST = process.env.DEEP ? ["killed servers", "endurance"] : [];

const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  // More workers than processors, because a browser test waits as much as it works. Two of the longest projects do little but wait.
  workers: process.env.DEEP ? 4 : 3,
  fullyParallel: true,
  reporter: [["list"]],
  // Some tests start servers or make long journeys, and the machine may be slow.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    // The user agent stays the browser's own, because the SDK chooses the kind of key by it.
    viewport: { width: 1280, height: 800 },
    // A trace keeps every script of every page, including megabytes of SDK. Use --trace on to get one.
    trace: "off",
    // Without a graphics card, animations would take processor time from the tests.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { args: ["--disable-gpu"], ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    // Waits for minutes until claims have expired.
    ...(process.env.DEEP ? [{ name: "killed servers", testMatch: KILLED, workers: 1 }] : []),
    // A worker takes the first test that it may. So the projects with one worker are first, the longest of them before the
    // others: the last of them would otherwise run alone at the end. Most have their own servers and wait more than they work.
    { name: "backends", ...part, testMatch: "**/tests/e2e/backends/**/*.e2e.ts", workers: 1 },
    {
      name: "hosts",
      ...part,
      testMatch: ["**/hosts/**/*.e2e.ts", "**/hosted/**/*.e2e.ts", "**/providers/**/*.e2e.ts"],
      workers: 1,
    },
    // Planted faults and a moved clock affect all tests, so these run one by one.
    {
      name: "cloud weather",
      ...part,
      testMatch: "**/cloud-weather/**/*.e2e.ts",
      workers: 1,
      ...against(STORMY),
    },
    {
      name: "outages",
      ...part,
      testMatch: ["**/outages/**/*.e2e.ts", "**/startup.e2e.ts"],
      workers: 1,
    },
    {
      name: "journeys",
      ...part,
      testIgnore:
        /startup|[/](cloud-weather|backends|outages|builds|endurance|hosted|hosts|own-servers|providers|taint)[/]/,
      ...against(SHARED),
    },
    // These measure, and need the processor.
    {
      name: "own servers",
      ...part,
      testMatch: "**/own-servers/**/*.e2e.ts",
      testIgnore: KILLED,
      workers: 1,
      dependencies: ["journeys", "cloud weather", "backends", "outages", "hosts", ...LONGEST],
    },
    // Searches the servers' output during all other tests.
    {
      name: "taint",
      testMatch: "**/taint/**/*.e2e.ts",
      dependencies: ["journeys", "cloud weather", "backends"],
    },
    ...(process.env.DEEP
      ? [
          { name: "endurance", testMatch: "**/endurance/**/*.e2e.ts", ...against(SHARED) },
          {
            name: "builds",
            testMatch: "**/builds/**/*.e2e.ts",
            workers: 1,
            dependencies: ["own servers"],
          },
        ]
      : []),
  ],
  webServer: {
    command: "node --import tsx tests/e2e/support/serve.ts",
    url: `http://localhost:${READY_PORT}`,
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});

function against(servers: Servers) {
  return { use: { baseURL: appAt(servers) }, metadata: { emulator: emulatorAt(servers) } };
}
