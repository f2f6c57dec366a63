import type { Page } from "@playwright/test";
import { type OwnServers, startOwnServers } from "../e2e/support/next-servers.ts";
import { makeOtherBuild } from "../e2e/support/other-build.ts";
import { expect, test } from "../e2e/support/test.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { BEHIND_PROXY } from "./support/environment.ts";
import { completeJourney } from "./support/journey.ts";
import { type Nginx, startNginx } from "./support/nginx.ts";

const TLS_PORT = 3621;
const APP_PORTS = [3623, 3624];
const EMULATOR_PORT = 4963;
const APP = `https://localhost:${TLS_PORT}`;
const ADDRESSES = { app: APP, emulator: `http://localhost:${EMULATOR_PORT}` };

/** Keeps what the response allows, as a CDN does, and says whether an answer was kept. */
const asCdn = (configuration: string) =>
  `proxy_cache_path /tmp/nginx-cdn-${process.pid} keys_zone=cdn:1m;\n${configuration
    .replace(
      "proxy_pass http://app;",
      "$&\n    proxy_cache cdn;\n    add_header X-Cache $upstream_cache_status always;",
    )
    // nginx keeps only what it buffers.
    .replace("proxy_buffering off;", "proxy_buffering on;")}`;

let postgres: PostgresServer;
let servers: OwnServers;
let nginx: Nginx;

test.beforeAll(async () => {
  postgres = await startPostgres();
  servers = await startOwnServers(EMULATOR_PORT, APP_PORTS, {
    ...BEHIND_PROXY,
    AUTH_URL: APP,
    DATABASE_URL: await postgres.createDatabase("behind_nginx"),
  });
});
test.beforeEach(async ({ browserName: _ }, { title }) => {
  nginx = await startNginx(TLS_PORT, APP_PORTS, /CDN/.test(title) ? asCdn : undefined);
});
test.afterEach(() => nginx?.stop());
test.afterAll(async () => {
  await servers?.stop();
  await postgres?.stop();
});

test("two processes of one build, with TLS and HTTP/2", async ({ page }) => {
  await completeJourney(page, ADDRESSES);
  const protocol = await page.evaluate(
    () =>
      performance
        .getEntriesByType("navigation")
        .map((entry) => Reflect.get(entry, "nextHopProtocol"))[0],
  );
  expect(protocol).toBe("h2");
  expect((await cookiesOf(page)).filter(({ name }) => /session/.test(name))).toEqual([]);
  // No token, code or link gets into the proxy's log.
  expect(nginx.accessLog()).toContain('"GET /bind"');
  expect(nginx.accessLog()).not.toMatch(/[?&](token|code|state|request)=/);
});

test("a session's cookie is bound to the https host", async ({ page }) => {
  await page.goto(`${APP}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
  for (const { name, secure, httpOnly } of await cookiesOf(page)) {
    expect({ name, secure, httpOnly }).toEqual({
      name: expect.stringMatching(/^__(Host|Secure)-/),
      secure: true,
      httpOnly: true,
    });
  }
});

test("a page of 100 KB of address and cookies gets an answer from the app or the proxy", async ({
  page,
}) => {
  const long = await fetchOverTls(page, `/sign-in?redirectTo=/account&note=${"x".repeat(24_000)}`);
  expect(long.status).toBe(200);
  expect((await fetchOverTls(page, `/?note=${"x".repeat(100_000)}`)).status).toBe(414);
});

test("a CDN keeps what never changes, and nothing of a user", async ({ page, otherBrowser }) => {
  await completeJourney(page, ADDRESSES);
  const paths = [
    "/",
    "/sign-in",
    "/account",
    "/api/auth/session",
    "/api/auth/csrf",
    "/api/sessions",
  ];
  for (const path of [...paths, ...paths]) {
    expect((await fetchOverTls(page, path)).headers["x-cache"]).not.toBe("HIT");
  }
  await page.goto(`${APP}/`);
  const [script = ""] = await page
    .locator("script[src*='/_next/static/']")
    .evaluateAll((scripts) => scripts.map((element) => (element as HTMLScriptElement).src));
  const other = await (await otherBrowser()).newPage();
  await other.goto(`${APP}/`);
  // The first one fills the cache, which keeps each encoding for itself.
  await fetchOverTls(page, new URL(script).pathname);
  const kept = await fetchOverTls(other, new URL(script).pathname);
  expect(kept.headers).toMatchObject({
    "x-cache": "HIT",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

test("a rolling deployment with a page left open", async ({ page, expectConsoleError }) => {
  expectConsoleError(/UnrecognizedActionError|status of 409|status of 502|ERR_HTTP2/);
  const { server } = makeOtherBuild({});
  await page.goto(`${APP}/register`);
  await page.getByRole("textbox", { name: "Email" }).fill("open@example.com");
  await servers.replaceWith(server);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(
    page.getByRole("heading", { name: "This site has just been updated" }),
  ).toBeFocused();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("open@example.com");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await completeJourney(page, ADDRESSES);
});

async function fetchOverTls(page: Page, path: string) {
  const response = await page.request.get(`${APP}${path}`, { maxRedirects: 0 });
  return { status: response.status(), headers: response.headers() };
}

async function cookiesOf(page: Page) {
  return page.context().cookies(APP);
}
