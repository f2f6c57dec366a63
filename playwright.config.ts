import { defineConfig } from "@playwright/test";
import { TAINT_FOLDER } from "./tests/e2e/support/taint.ts";

const appPort = process.env.PORT ?? "3100";
const emulatorPort = process.env.EMULATOR_PORT ?? "4500";
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  // One more than this starter asks for in processors: a browser test waits as much as it works.
  workers: 3,
  fullyParallel: true,
  reporter: [["list"]],
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    // The user agent stays the browser's own: the SDK reads the platform off it to choose between its kinds of keys.
    viewport: { width: 1280, height: 800 },
    baseURL: `http://localhost:${appPort}`,
    // A trace keeps every script of every page, megabytes of SDK included: ask for one with --trace on.
    trace: "off",
    // Without a graphics card, moving pictures would take the processor away from the tests.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { args: ["--disable-gpu"], ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    {
      name: "journeys",
      testIgnore: ["**/cloud-weather/**", "**/endurance/**", "**/own-servers/**", "**/taint/**"],
    },
    // Planted faults and a moved clock hold for everybody, so these run after the others and one by one.
    {
      name: "cloud weather",
      testMatch: "**/cloud-weather/**/*.e2e.ts",
      workers: 1,
      dependencies: ["journeys"],
    },
    // These have servers of their own, and leave the second worker nothing to wait for.
    {
      name: "own servers",
      testMatch: "**/own-servers/**/*.e2e.ts",
      workers: 1,
      dependencies: ["journeys"],
    },
    // Looks at what all the others made the server say.
    { name: "taint", testMatch: "**/taint/**/*.e2e.ts", dependencies: ["cloud weather"] },
    ...(process.env.ENDURANCE
      ? [{ name: "endurance", testMatch: "**/endurance/**/*.e2e.ts" }]
      : []),
  ],
  webServer: {
    command: "npm run --silent start:emulated",
    url: `http://localhost:${appPort}/api/ready`,
    // All tests come from one address, and many of them register.
    env: {
      PORT: appPort,
      EMULATOR_PORT: emulatorPort,
      RATE_LIMIT_MULTIPLIER: "100",
      NODE_OPTIONS: "--import ./tests/e2e/support/record-server.mjs",
      TAINT_FOLDER,
      TAINT_PORT: appPort,
    },
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
