import { afterEach, expect, test, vi } from "vitest";
import { canReachSite } from "./can-reach-site";

afterEach(() => vi.unstubAllGlobals());

test("a site that answers with a failure can be reached, and one that does not answer cannot", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 503 }));
  expect(await canReachSite()).toBe(true);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await canReachSite()).toBe(false);
});
