import { vi } from "vitest";

// What Next.js provides around each request: its headers, and work after the response.
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
// Pauses before a retry or a response have their own tests.
vi.mock("@/lib/pause", () => ({ pause: () => new Promise((resolve) => setImmediate(resolve)) }));
