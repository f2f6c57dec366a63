import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

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
    include: [
      "{app,components,lib,mocks,scripts}/**/*.test.{ts,tsx}",
      "*.test.ts",
      "tests/**/*.test.ts",
    ],
    unstubEnvs: true,
    silent: "passed-only",
    // next-auth imports "next/server" without a file ending, which Node's own resolver refuses.
    server: { deps: { inline: ["next-auth"] } },
  },
});
