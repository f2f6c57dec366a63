import { defineConfig } from "@playwright/test";

const executablePath = process.env.CHROMIUM_PATH;

/** The same journey in each way to run the app: `npm run test:deployments`. */
export default defineConfig({
  testDir: "tests/deployments",
  projects: [
    { name: "prepare", testMatch: "prepare.setup.ts" },
    { name: "deployments", testMatch: "**/*.e2e.ts", dependencies: ["prepare"] },
  ],
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  // Each test starts servers, some of them make a build.
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: "off",
    // nginx has a certificate that it signed itself.
    ignoreHTTPSErrors: true,
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { args: ["--disable-gpu"], ...(executablePath ? { executablePath } : {}) },
  },
});
