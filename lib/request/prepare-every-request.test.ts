import { type subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const appOrigin = vi.hoisted(() => vi.fn<() => string>());
vi.mock("@/lib/env/env", () => ({ getEnv: () => ({ appOrigin: appOrigin() }) }));

type Listener = Parameters<typeof subscribe>[1];
const listeners = vi.hoisted((): Listener[] => []);
// The channel is the process's, and outlives a test.
vi.mock("node:diagnostics_channel", async (original) => {
  const actual = await original<typeof import("node:diagnostics_channel")>();
  const noted = (name: string, listener: Listener) => {
    listeners.push(listener);
    actual.subscribe(name, listener);
  };
  return { ...actual, subscribe: noted };
});

let server: Server;
let seen: IncomingMessage["headers"];

beforeEach(async () => {
  server = createServer((request, response) => {
    seen = request.headers;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.close();
  for (const listener of listeners.splice(0)) unsubscribe("http.server.request.start", listener);
});

/** What a server that runs at that address makes of a request. */
async function send(origin: string, headers: Record<string, string>): Promise<Response> {
  vi.resetModules();
  appOrigin.mockReturnValue(origin);
  const { prepareEveryRequest } = await import("./prepare-every-request");
  prepareEveryRequest();
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}`, { headers });
}

test("a request of our own origin is named after AUTH_URL, and no other request is", async () => {
  await send("http://a.example:3000", { origin: "http://a.example:3000" });
  expect(seen["x-forwarded-host"]).toBe("a.example:3000");
  for (const origin of ["http://a.example", "https://a.example:3000", "http://evil.example"]) {
    await send("http://a.example:3000", { origin, "x-forwarded-host": "as.it.came" });
    expect(seen["x-forwarded-host"], origin).toBe("as.it.came");
  }
});

test.each([
  ["http://localhost:3000", null],
  ["https://localhost:3443", null],
  ["https://127.0.0.1", null],
])("at %s no browser is told to insist on https", async (origin, expected) => {
  const response = await send(origin, {});
  expect(response.headers.get("strict-transport-security")).toBe(expected);
});

test("at a public https address every answer says so", async () => {
  const response = await send("https://app.example.com", {});
  expect(response.headers.get("strict-transport-security")).toBe(
    "max-age=31536000; includeSubDomains",
  );
});
