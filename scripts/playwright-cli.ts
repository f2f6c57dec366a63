import { createRequire } from "node:module";

/** Playwright's command line, for the Node.js that runs this script. `npx` may find another one. */
export const PLAYWRIGHT_CLI = createRequire(import.meta.url).resolve("@playwright/test/cli");
