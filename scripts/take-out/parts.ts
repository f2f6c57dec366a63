import type { Part } from "./part.ts";
import { authJs } from "./parts/auth-js.ts";
import { backend } from "./parts/backend.ts";
import { developerPage } from "./parts/developer-page.ts";
import { github } from "./parts/github.ts";
import { landingPage } from "./parts/landing-page.ts";
import { oneTimeCodes } from "./parts/one-time-codes.ts";

/** What `npm run take-out` can take out, by name. */
export const PARTS: Record<string, Part> = {
  github,
  backend,
  "one-time-codes": oneTimeCodes,
  "developer-page": developerPage,
  "landing-page": landingPage,
  "auth-js": authJs,
};
