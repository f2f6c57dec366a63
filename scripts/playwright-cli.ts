import { createRequire } from "node:module";

/** Playwright's command line, to be run by the Node.js that runs this: `npx` may find another. */
export const PLAYWRIGHT_CLI = createRequire(import.meta.url).resolve("@playwright/test/cli");
