import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Starting a process takes seconds on a busy machine. */
const WITH_PROCESSES = { testTimeout: 60_000, hookTimeout: 60_000 };

/** The tests of one folder, which use the whole app, on one kind of database. */
const wholeApp = (
  folder: "integration" | "security" | "races" | "deep",
  database: "PGlite" | "PostgreSQL" | "PgBouncer",
) => ({
  extends: true as const,
  test: {
    name: `${folder} on ${database}`,
    include: [`tests/${folder}/**/*.test.ts`],
    // Each file loads the app's modules again. Packages and the database's engine are loaded once.
    isolate: false,
    // PGlite sets its timers by the clock, which some tests move by weeks.
    execArgv: ["--disable-warning=TimeoutOverflowWarning"],
    globalSetup: [`tests/support/in-process/global-${database.toLowerCase()}.ts`],
    setupFiles: [
      "tests/support/in-process/fresh-modules.ts",
      "tests/support/next-environment.ts",
      ...(folder === "races" ? ["tests/races/support/check-points.ts"] : []),
      "tests/support/in-process/request-scope.ts",
      database === "PGlite"
        ? "tests/support/in-process/use-pglite.ts"
        : "tests/support/in-process/use-postgresql.ts",
    ],
  },
});

/**
 * Security tests that do not run on PostgreSQL. They test what the app makes of a cookie, a header, its environment or
 * another server's response. Any test of limits, claims, sessions, queued tasks or removed rows runs on both databases,
 * because there the connections of PostgreSQL matter.
 */
const NOT_OF_STORAGE = [
  ...["auth-clients", "backend-exchange", "backend-token", "client", "direct-calls", "hosted"],
  ...["https-cookies", "misbehaviours", "other-providers", "recheck-seconds", "refusing-cloud"],
  ...["second-provider", "secrets-at-start", "session-truth", "several-sign-ins", "sign-in"],
  "strangers-words",
].map((name) => `tests/security/${name}.test.ts`);

const ofStorage = (project: ReturnType<typeof wholeApp>) => ({
  ...project,
  test: { ...project.test, exclude: NOT_OF_STORAGE },
});

/** Each of these tests repeats one thing dozens of times. */
const withLongTimeout = (project: ReturnType<typeof wholeApp>) => ({
  ...project,
  test: { ...project.test, testTimeout: 120_000 },
});

/** The emulator's own tests need no app and no database. Those of query plans and of load need PostgreSQL. */
const withoutOthers = (project: ReturnType<typeof wholeApp>) => ({
  ...project,
  test: { ...project.test, exclude: ["tests/deep/{emulator,load,plans}/**"] },
});

const ofPlans = (project: ReturnType<typeof wholeApp>) => ({
  ...project,
  test: { ...project.test, include: ["tests/deep/plans/**/*.test.ts"] },
});

export default defineConfig({
  resolve: {
    alias: {
      "server-only": path("./tests/support/empty-module.ts"),
      "client-only": path("./tests/support/empty-module.ts"),
      "@": path(".").replace(/\/$/, ""),
    },
  },
  test: {
    environment: "node",
    pool: "threads",
    maxWorkers: 2,
    unstubEnvs: true,
    tags: [{ name: "deep", description: "Takes long. `npm test` leaves it out." }],
    // This limit ends a test that hangs. A test that needs speed asserts it itself.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    silent: "passed-only",
    // Puppeteer asks about several elements at once. When the page is left, it hears only the first of the failures.
    onUnhandledError: ({ message }) => !/^Protocol error .*: no such node/.test(message),
    // next-auth imports "next/server" without an extension, which Node's resolver refuses.
    server: { deps: { inline: ["next-auth"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          include: [
            "{app,components,lib,mocks,scripts}/**/*.test.{ts,tsx}",
            "tests/outside-clients/**/*.test.ts",
          ],
          // They share no state, and loading MSW again for each file would take longer than the tests.
          isolate: false,
          setupFiles: ["tests/support/next-environment.ts", "tests/support/rsa-keys.ts"],
        },
      },
      {
        extends: true,
        test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"] },
      },
      {
        extends: true,
        test: { name: "database", include: ["tests/database/**/*.test.ts"], ...WITH_PROCESSES },
      },
      {
        extends: true,
        test: { name: "backends", include: ["tests/backends/**/*.test.ts"], ...WITH_PROCESSES },
      },
      {
        extends: true,
        test: {
          name: "browsers",
          include: ["tests/browsers/**/*.test.ts"],
          globalSetup: ["tests/browsers/global-setup.ts"],
          // They share two processors with the app and the browser.
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 45_000 } },
        },
      },
      wholeApp("integration", "PGlite"),
      wholeApp("integration", "PostgreSQL"),
      wholeApp("security", "PGlite"),
      ofStorage(wholeApp("security", "PostgreSQL")),
      // Not on PGlite, whose one connection allows fewer races.
      withLongTimeout(wholeApp("races", "PostgreSQL")),
      wholeApp("integration", "PgBouncer"),
      {
        extends: true,
        test: { name: "pooler", include: ["tests/pooler/**/*.test.ts"], ...WITH_PROCESSES },
      },
      {
        extends: true,
        test: {
          name: "deep on the emulator",
          include: ["tests/deep/emulator/**/*.test.ts"],
          testTimeout: 900_000,
        },
      },
      withoutOthers(wholeApp("deep", "PGlite")),
      ofPlans(wholeApp("deep", "PostgreSQL")),
      {
        extends: true,
        test: {
          name: "under load",
          include: ["tests/deep/load/**/*.test.ts"],
          // They measure, so one waits for the other.
          fileParallelism: false,
          ...WITH_PROCESSES,
        },
      },
    ],
  },
});
