import { afterAll, vi } from "vitest";

// What Next.js provides around each request: its headers, and work that waits until the answer is out.
vi.mock("next/headers", async () => {
  const { jarOf, requestHeaders, setCookies } = await import("./scope.ts");
  return {
    headers: async () => requestHeaders.getStore() ?? new Headers(),
    cookies: async () => jarOf(requestHeaders.getStore(), setCookies.getStore() ?? []),
  };
});
vi.mock("@/lib/later", async () => {
  const { doLater } = await import("./scope.ts");
  return { later: doLater };
});
// Waiting before another try, and until an answer may go out, have tests of their own.
vi.mock("@/lib/pause", () => ({ pause: () => new Promise((resolve) => setImmediate(resolve)) }));

// The next file gets its own: the app keeps its configuration and its keys in modules.
afterAll(() => {
  vi.resetModules();
});
