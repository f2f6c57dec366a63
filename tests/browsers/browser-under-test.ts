import type { Limit, Tab } from "./tab.ts";

/** A browser that people have. */
export type BrowserUnderTest = {
  name: "Chromium" | "Firefox" | "WebKitGTK";
  /** What drives it, for the table of `docs/browsers.md`. */
  driver: string;
  /** Debian's packages with it. */
  packages: string;
  /** @returns its version, or null if this machine does not have it */
  version(): string | null;
  /** Starts it with a new profile. */
  open(limit?: Limit): Promise<Tab>;
};
