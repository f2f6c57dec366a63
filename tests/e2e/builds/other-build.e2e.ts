import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { filesBelow } from "../support/files-below.ts";
import { mailedLink } from "../support/mailed-link.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { makeOtherBuild } from "../support/other-build.ts";
import { newAddress } from "../support/person.ts";
import { startReverseProxy } from "../support/reverse-proxy.ts";
import { expect, test } from "../support/test.ts";

const PUBLIC_PORT = 3540;
const APP_PORT = 3541;
const EMULATOR_PORT = 4941;
const PUBLIC = `http://localhost:${PUBLIC_PORT}`;
const BUILD_MS = 5 * 60_000;
/** Variables during the build. They have other values while it runs. */
const SECRETS = Object.fromEntries(
  [
    "AUTH_SECRET",
    "AUTH_SECRET_PREVIOUS",
    "BEYOND_IDENTITY_CLIENT_SECRET",
    "BEYOND_IDENTITY_API_TOKEN",
    "BEYOND_IDENTITY_API_CLIENT_SECRET",
    "BACKEND_EXCHANGE_SECRET",
    "AUTH_GITHUB_SECRET",
    "AUTH_OIDC_SECRET",
    "DATABASE_URL",
  ].map((name) => [name, `secret-of-the-build-${name}`]),
);

test.use({ baseURL: PUBLIC });

let server: string;
let folder: string;
let servers: OwnServers;
let postgres: PostgresServer;
let closeProxy: () => void;

test.beforeAll(async () => {
  test.setTimeout(BUILD_MS);
  ({ server, folder } = makeOtherBuild(SECRETS));
  // Each build has its own folder, so the embedded database would not be shared.
  postgres = await startPostgres();
  servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], {
    AUTH_URL: PUBLIC,
    TRUSTED_PROXIES: "1",
    RATE_LIMIT_MULTIPLIER: "100",
    DATABASE_URL: await postgres.createDatabase("builds"),
  });
  const proxy = await startReverseProxy(PUBLIC_PORT, APP_PORT);
  proxy.writes({ host: "app.internal" });
  closeProxy = proxy.close;
});
test.afterAll(async () => {
  closeProxy?.();
  await servers?.stop();
  await postgres?.stop();
});

async function join(page: Page, address: string): Promise<void> {
  await page.request.post("/api/register", { data: { email: address } });
  await page.goto(await mailedLink(servers.emulator, address));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page).toHaveURL("/account");
}

test("a page open during a deployment keeps its input, and the second try works", async ({
  page,
  otherBrowser,
  expectConsoleError,
}) => {
  expectConsoleError(
    /UnrecognizedActionError|status of 409|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/,
  );
  const forms = await Promise.all(
    (["/register", "/recover"] as const).map(async (path) => {
      const tab = await (await otherBrowser()).newPage();
      await tab.goto(path);
      const address = newAddress();
      await tab.getByRole("textbox", { name: "Email" }).fill(address);
      const name = path === "/register" ? "Create account" : "Email me a link";
      return { tab, address, name };
    }),
  );
  await join(page, newAddress());

  await servers.replaceWith(server);

  for (const { tab, address, name } of forms) {
    await tab.getByRole("button", { name }).click();
    await expect(
      tab.getByRole("heading", { name: "This site has just been updated" }),
    ).toBeFocused();
    await tab.getByRole("button", { name: "Try again" }).click();
    await expect(tab.getByRole("textbox", { name: "Email" })).toHaveValue(address);
    await tab.getByRole("button", { name }).click();
    await expect(tab.getByRole("heading", { name: "Check your email" })).toBeVisible();
  }

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("your last click did not count")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
});

test("a standalone build behind a proxy that hides its name accepts only its own forms", async ({
  page,
}) => {
  await servers.replaceWith(server);
  await join(page, newAddress());
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  const html = await (await page.request.get("/sign-in")).text();
  const [action = ""] = html.match(/\$ACTION_ID_[\da-f]+/) ?? [];
  const response = await page.request.post("/sign-in", {
    headers: { origin: "https://evil.example" },
    multipart: { [action]: "" },
    maxRedirects: 0,
  });
  expect(response.headers().location ?? "").not.toContain(`localhost:${EMULATOR_PORT}`);
});

test("34: a build contains none of the secrets in its environment", () => {
  const built = filesBelow(folder);
  expect(built.length).toBeGreaterThan(100);
  const found = built.filter((path) => readFileSync(path, "utf8").includes("secret-of-the-build"));
  expect(found).toEqual([]);
});
