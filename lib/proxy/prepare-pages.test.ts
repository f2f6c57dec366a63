import type { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type IncomingMessage, type Server, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const appOrigin = vi.hoisted(() => vi.fn<() => string>());
vi.mock("@/lib/env/env", () => ({
  getEnv: () => ({ appOrigin: appOrigin() }),
  isDevelopment: () => false,
}));
vi.mock("@/lib/proxy/page-policy", () => ({
  pagePolicy: (path: string, nonce: string) => `policy of ${path} 'nonce-${nonce}'`,
}));

type Listener = Parameters<typeof subscribe>[1];
const listeners = vi.hoisted((): Listener[] => []);
const channel = vi.hoisted(() => ({ leave: undefined as typeof unsubscribe | undefined }));
// The channel is the process's, and outlives a test.
vi.mock("node:diagnostics_channel", async (original) => {
  const actual = await original<typeof import("node:diagnostics_channel")>();
  channel.leave = actual.unsubscribe;
  const noted = (name: string, listener: Listener) => {
    listeners.push(listener);
    actual.subscribe(name, listener);
  };
  return { ...actual, subscribe: noted };
});

type Seen = { sent: IncomingMessage["headers"]; answered: IncomingMessage["headers"] };

let server: Server;
let sent: IncomingMessage["headers"];

beforeEach(async () => {
  vi.resetModules();
  server = createServer((request, response) => {
    sent = request.headers;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.close();
  for (const listener of listeners.splice(0)) {
    channel.leave?.("http.server.request.start", listener);
  }
});

async function serve(origin: string): Promise<void> {
  appOrigin.mockReturnValue(origin);
  const { preparePages } = await import("./prepare-pages");
  preparePages();
}

/** @returns the headers that Next.js sees, and those of the response. */
function view(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Seen> {
  const { port } = server.address() as AddressInfo;
  const details = { port, path, method, headers: { host: "localhost:3000", ...headers } };
  return new Promise((resolve, reject) => {
    const request = send(details, (response) => {
      response.resume();
      resolve({ sent, answered: response.headers });
    });
    request.on("error", reject).end();
  });
}

test.each(["/", "/account", "/account/add", "/no-such-page", "/sign-in?redirectTo=%2Faccount"])(
  "the view of %s has the same policy in the request and the response, and its address",
  async (path) => {
    await serve("http://localhost:3000");
    const { sent, answered } = await view(path);
    const policy = `policy of ${path.split("?")[0]} 'nonce-`;
    expect(sent["content-security-policy"]).toContain(policy);
    expect(answered["content-security-policy"]).toBe(sent["content-security-policy"]);
    expect(sent["x-requested-path"]).toBe(path);
    expect(sent["x-page-is-prepared"]).toBe("yes");
  },
);

test("no two views share a nonce, and a policy that a client sends has no effect", async () => {
  await serve("http://localhost:3000");
  const forged = { "content-security-policy": "script-src 'nonce-of-the-attacker'" };
  const views = [await view("/", forged), await view("/", forged)];
  const policies = views.map(({ sent }) => sent["content-security-policy"]);
  expect(new Set(policies).size).toBe(2);
  expect(policies.join()).not.toContain("attacker");
});

const LEFT: [string, string, Record<string, string>, string][] = [
  ["the page of /api", "/api", {}, "GET"],
  ["a link with a token", "/bind?token=secret", {}, "GET"],
  ["a link with an encoded token", "/bind?%74oken=secret", {}, "GET"],
  ["a form", "/sign-in", {}, "POST"],
  ["a navigation by script", "/sign-in", { rsc: "1" }, "GET"],
  ["an encoded path", "/%62ind?token=secret", {}, "GET"],
  ["a path with dots", "/x/../bind?token=secret", {}, "GET"],
  ["a slash at the end", "/sign-in/", {}, "GET"],
  ["a path that names a host", "//evil.example/x", {}, "GET"],
  ["a backslash", "/\\evil", {}, "GET"],
  ["a query that a parser changes", "/sign-in?<x>", {}, "GET"],
  ["a route", "/api/sessions", {}, "GET"],
  ["a file of the build", "/_next/static/x.js", {}, "GET"],
  ["another name of this machine", "/", { host: "127.0.0.1:3000" }, "GET"],
];

test.each(LEFT)("%s is left to proxy.ts, whatever the client claims", async (_, ...details) => {
  const [path, headers, method] = details;
  await serve("http://localhost:3000");
  const { sent, answered } = await view(path, { ...headers, "x-page-is-prepared": "yes" }, method);
  expect(sent["x-page-is-prepared"]).toBeUndefined();
  expect(answered["content-security-policy"]).toBeUndefined();
});

test("a proxy may hide the public name", async () => {
  await serve("https://app.example.com");
  const { answered } = await view("/", { host: "app.internal" });
  expect(answered["content-security-policy"]).toContain("nonce-");
});

test("proxy.ts runs for every page that is not marked", async () => {
  const { PREPARED_HEADER } = await import("./prepared-header");
  const { config } = await import("../../proxy.ts");
  expect(config.matcher).toMatchObject([{ missing: [{ type: "header", key: PREPARED_HEADER }] }]);
});
