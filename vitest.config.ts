import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Starting a process takes seconds where the machine has other things to do. */
const WITH_PROCESSES = { testTimeout: 60_000, hookTimeout: 60_000 };

/** The tests of one folder, which drive the app as a whole, on one kind of database. */
const throughTheDoor = (
  folder: "integration" | "security" | "races" | "deep",
  database: "PGlite" | "PostgreSQL",
) => ({
  extends: true as const,
  test: {
    name: `${folder} on ${database}`,
    include: [`tests/${folder}/**/*.test.ts`],
    // Modules of the app are loaded anew for each file; packages and the database's engine are not.
    isolate: false,
    globalSetup: [`tests/support/in-process/global-${database.toLowerCase()}.ts`],
    setupFiles: [
      ...(folder === "races" ? ["tests/races/support/check-points.ts"] : []),
      "tests/support/in-process/request-scope.ts",
      `tests/support/in-process/use-${database.toLowerCase()}.ts`,
    ],
  },
});

/** Each of these tests plays one thing dozens of times. */
const withTime = (project: ReturnType<typeof throughTheDoor>) => ({
  ...project,
  test: { ...project.test, testTimeout: 120_000 },
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
    // A test that hangs shall end; how fast something must be is what its test asserts.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    silent: "passed-only",
    // next-auth imports "next/server" without a file ending, which Node's own resolver refuses.
    server: { deps: { inline: ["next-auth"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          include: ["{app,components,lib,mocks,scripts}/**/*.test.{ts,tsx}"],
          // They share no state, and loading MSW anew for each file would take longer than the tests.
          isolate: false,
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
      throughTheDoor("integration", "PGlite"),
      throughTheDoor("integration", "PostgreSQL"),
      throughTheDoor("security", "PGlite"),
      throughTheDoor("security", "PostgreSQL"),
      withTime(throughTheDoor("races", "PGlite")),
      withTime(throughTheDoor("races", "PostgreSQL")),
      throughTheDoor("deep", "PGlite"),
    ],
  },
});
