import { afterAll, vi } from "vitest";
import type { SetCookie } from "./scope.ts";

// What Next.js provides around each request: its headers, and work that waits until the answer is out.
vi.mock("next/headers", async () => {
  const { requestHeaders, setCookies } = await import("./scope.ts");
  return {
    headers: async () => requestHeaders.getStore() ?? new Headers(),
    cookies: async () => ({ set: (cookie: SetCookie) => setCookies.getStore()?.push(cookie) }),
  };
});
vi.mock("@/lib/later", () => ({ later: (task: () => Promise<void>) => void task() }));
// Waiting before another try, and until an answer may go out, have tests of their own.
vi.mock("@/lib/pause", () => ({ pause: () => new Promise((resolve) => setImmediate(resolve)) }));

// The next file gets its own: the app keeps its configuration and its keys in modules.
afterAll(() => {
  vi.resetModules();
});
