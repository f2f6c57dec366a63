import type { Page } from "@playwright/test";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { findPython } from "../../../scripts/find-python.ts";
import { runExpress } from "../../backends/support/run-express.ts";
import type { RunningBackend } from "../../backends/support/run-process.ts";
import { AppBrowser } from "../../support/app-browser.ts";
import { addAxe, violations } from "../support/axe.ts";
import { mailedLink } from "../support/mailed-link.ts";
import { type OwnServers, startRecordedServers } from "../support/next-servers.ts";
import { type RecordedDjango, startRecordedDjango } from "../support/recorded-django.ts";
import { appAt, emulatorAt, type Servers, WITH_DJANGO, WITH_EXPRESS } from "../support/servers.ts";
import { expect, test } from "../support/test.ts";

test.describe.configure({ mode: "default" });

const issuerOf = (servers: Servers) =>
  `${emulatorAt(servers)}${applicationPath(seed.realm.id, seed.webApplication.id)}`;

/** Registers and binds a passkey in a real browser. */
async function join(page: Page, { emulator }: OwnServers, address: string): Promise<void> {
  const { app } = emulator.origins;
  await page.request.post(`${app}/api/register`, { data: { email: address } });
  await page.goto(await mailedLink(emulator, address));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page).toHaveURL(`${app}/account`);
}

async function callBackend(page: Page): Promise<void> {
  await page.goto(new URL("/account/developer", page.url()).href);
  await page.getByRole("button", { name: "Call the backend" }).click();
}

const newBrowserAt = ({ emulator }: OwnServers) =>
  new AppBrowser(emulator, (request) => {
    // Django's commands would wait for idle connections.
    request.headers.set("connection", "close");
    return fetch(request, { redirect: "manual" });
  });

const me = (browser: AppBrowser) => browser.json("GET", "/api/backend/me");

/** @returns the backend's status right after a sign-in at a cloud whose clock is ahead by a tolerated time. */
async function meWithClockAhead(servers: OwnServers): Promise<number> {
  const browser = newBrowserAt(servers);
  await browser.join("lise@example.com");
  servers.emulator.clock.advance(50);
  try {
    await browser.signIn();
    return (await me(browser)).status;
  } finally {
    servers.emulator.clock.reset();
  }
}

const answer = (page: Page) => page.getByRole("region", { name: "What the backend says" });

test.describe("with access tokens", () => {
  let express: RunningBackend;
  let servers: OwnServers;

  test.beforeAll(async () => {
    express = await runExpress({
      OIDC_ISSUER: issuerOf(WITH_EXPRESS),
      OIDC_AUDIENCE: seed.resourceServer.identifier,
    });
    servers = await startRecordedServers(WITH_EXPRESS, {
      BACKEND_URL: express.url,
      BACKEND_SCOPES: "profile:read notes:read",
      AUTH_GITHUB_ID: "an-oauth-app",
      AUTH_GITHUB_SECRET: "its-secret",
      RATE_LIMIT_MULTIPLIER: "100",
    });
  });

  test.afterAll(async () => {
    await servers?.stop();
    await express?.stop();
  });

  test("a user sees what the Express backend knows, and the page can call it too", async ({
    page,
    expectConsoleError,
  }) => {
    expectConsoleError(/status of 403/);
    await addAxe(page.context());
    await join(page, servers, "ada@example.com");
    await callBackend(page);
    await expect(answer(page)).toContainText('"profile:read"');
    const [identity] = servers.emulator.store.state.identities;
    await expect(answer(page)).toContainText(`"subject": "${identity?.id}"`);
    expect(await violations(page)).toEqual([]);

    const notes = await page.evaluate(async () => (await fetch("/api/backend/notes")).json());
    expect(notes.notes).toHaveLength(2);
    const status = await page.evaluate(
      async () => (await fetch("/api/backend/notes", { method: "POST" })).status,
    );
    expect(status).toBe(403);
    const session = await page.evaluate(async () => (await fetch("/api/auth/session")).json());
    expect(session).toMatchObject({ user: { id: identity?.id, email: "ada@example.com" } });
  });

  test("another user sees only their own data", async () => {
    const browser = newBrowserAt(servers);
    await browser.enter("grace@example.com");
    const { identities } = servers.emulator.store.state;
    const grace = identities.find(({ traits }) => traits.username === "grace@example.com");
    expect(await (await me(browser)).json()).toMatchObject({ subject: grace?.id });
  });

  test("a cloud clock almost a minute ahead is tolerated", async () => {
    expect(await meWithClockAhead(servers)).toBe(200);
  });

  test("the sign-in page lists the configured providers and redirects with state and PKCE", async ({
    page,
    expectConsoleError,
  }) => {
    expectConsoleError(/^request off loopback: https:\/\/github\.com\//);
    await page.goto(`${appAt(WITH_EXPRESS)}/sign-in`);
    await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
    const leaves = page.waitForRequest(/github\.com/);
    await page.route(/github\.com/, (route) => route.fulfill({ body: "GitHub" }));
    await page.getByRole("button", { name: "Sign in with GitHub" }).click();
    const address = new URL((await leaves).url());
    expect(address.origin + address.pathname).toBe("https://github.com/login/oauth/authorize");
    expect(address.searchParams.get("client_id")).toBe("an-oauth-app");
    expect(address.searchParams.get("code_challenge_method")).toBe("S256");
  });
});

test.describe("with a token exchange", () => {
  // With CI set, a missing Python is an error.
  test.skip(findPython() === null, "There is no Python with Django.");

  let django: RecordedDjango;
  let servers: OwnServers;

  const startDjango = () =>
    startRecordedDjango(WITH_DJANGO, {
      OIDC_ISSUER: issuerOf(WITH_DJANGO),
      OIDC_CLIENT_ID: seed.webApplication.clientId,
    });

  test.beforeAll(async () => {
    django = await startDjango();
    servers = await startRecordedServers(WITH_DJANGO, {
      BACKEND_URL: django.url,
      BACKEND_KIND: "token-exchange",
      RATE_LIMIT_MULTIPLIER: "100",
    });
  });

  test.afterAll(async () => {
    await servers?.stop();
    await django?.stop();
  });

  const newBrowser = () => newBrowserAt(servers);

  const tokens = () =>
    django.shell("from accounts.models import BackendToken; print(BackendToken.objects.count())");

  const forgetTokens = () =>
    django.shell("from accounts.models import BackendToken; BackendToken.objects.all().delete()");

  /** Changes the name with a body without a length, as a streaming client does. */
  function rename(browser: AppBrowser, name: string): Promise<Response> {
    const { app } = servers.emulator.origins;
    const init: RequestInit & { duplex: "half" } = {
      method: "PATCH",
      headers: {
        cookie: browser.cookieLine(),
        origin: app,
        "content-type": "application/json",
      },
      body: new Blob([JSON.stringify({ name })]).stream(),
      duplex: "half",
    };
    return fetch(`${app}/api/backend/me`, init);
  }

  test("a user sees what the Django backend knows", async ({ page }) => {
    await addAxe(page.context());
    await join(page, servers, "ada@example.com");
    await callBackend(page);
    await expect(answer(page)).toContainText('"email": "ada@example.com"');
    await expect(answer(page)).toContainText('"auth_provider": "beyondidentity"');
    expect(await violations(page)).toEqual([]);
  });

  test("a refused token is exchanged again once, even for a request with a body", async () => {
    const browser = newBrowser();
    await browser.enter("grace@example.com");
    expect((await me(browser)).status).toBe(200);
    forgetTokens();
    const answers = await Promise.all([me(browser), me(browser), me(browser)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    forgetTokens();
    const named = await browser.json("PATCH", "/api/backend/me", { name: "Grace Hopper" });
    expect(named.status).toBe(200);
    expect(await named.json()).toMatchObject({ user: { name: "Grace Hopper" } });
    expect(await browser.session()).toMatchObject({ user: { email: "grace@example.com" } });
  });

  test("a body without a length reaches Django whole, even after a new exchange", async () => {
    const browser = newBrowser();
    await browser.enter("radia@example.com");
    const first = await rename(browser, "Radia");
    expect([first.status, await first.json()]).toMatchObject([200, { user: { name: "Radia" } }]);
    forgetTokens();
    const exchanges = django.givenOut().length;
    const second = await rename(browser, "Radia Perlman");
    expect([second.status, await second.json()]).toMatchObject([
      200,
      { user: { name: "Radia Perlman" } },
    ]);
    expect(django.givenOut()).toHaveLength(exchanges + 1);
  });

  for (const count of [2, 3]) {
    test(`${count} devices of a user work at once, with one exchange per sign-in`, {
      tag: count === 2 ? [] : "@deep",
    }, async () => {
      const before = django.givenOut().length;
      const first = newBrowser();
      await first.enter(`of-${count}-devices@example.com`);
      const others = Array.from({ length: count - 1 }, () => first.elsewhere());
      for (const browser of others) await browser.signIn();
      const devices = [first, ...others];
      const statuses: number[] = [];
      for (let call = 0; call < 42; call += 1) {
        const device = devices[call % count] ?? first;
        statuses.push((await me(device)).status);
      }
      expect(statuses).toEqual(Array(42).fill(200));
      expect(django.givenOut().length - before).toBe(count);
      await first.signOut();
      for (const browser of others) expect((await me(browser)).status).toBe(200);
      expect(django.givenOut().length - before).toBe(count);
    });
  }

  test("without a refresh token, a refused token offers a new sign-in", {
    tag: "@deep",
  }, async ({ page }) => {
    servers.emulator.settings.refreshTokens = "off";
    await join(page, servers, "linus@example.com");
    forgetTokens();
    expect(
      await (await page.request.get(`${servers.emulator.origins.app}/api/backend/me`)).json(),
    ).toMatchObject({
      status: 401,
      code: "access_token_expired",
    });
    await callBackend(page);
    await page.getByRole("link", { name: "Sign in again" }).click();
    await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page).toHaveURL(`${servers.emulator.origins.app}/account/developer`);
    await callBackend(page);
    await expect(answer(page)).toContainText('"email": "linus@example.com"');
    servers.emulator.settings.refreshTokens = "rotating";
  });

  test("signing out drops the backend's token", async () => {
    forgetTokens();
    const browser = newBrowser();
    await browser.enter("edsger@example.com");
    expect(tokens()).toBe("1");
    await browser.signOut();
    await expect.poll(tokens).toBe("0");
  });

  test("an address of another backend account gets no session and a reason", async () => {
    const address = "barbara@example.com";
    django.shell(
      `from django.contrib.auth.models import User; User.objects.create_user("other", "${address}")`,
    );
    const browser = newBrowser();
    await browser.join(address);
    const end = await browser.signIn();
    expect([end.pathname, end.searchParams.get("error")]).toEqual([
      "/auth-error",
      "backend_conflict",
    ]);
    expect(browser.hasSession()).toBe(false);
  });

  test("a deleted user who registers again sees a way out, which works", async ({ page }) => {
    const address = "hedy@example.com";
    await newBrowser().enter(address);
    const { state } = servers.emulator.store;
    state.identities = state.identities.filter(({ traits }) => traits.username !== address);
    const browser = newBrowser();
    await browser.join(address);
    const end = await browser.signIn();
    expect(end.searchParams.get("error")).toBe("backend_conflict");
    expect(browser.hasSession()).toBe(false);
    await page.goto(end.href);
    await expect(page.getByText("perhaps a deleted one")).toBeVisible();
    await expect(page.getByText("They can free the address for you")).toBeVisible();
    await expect(page.getByText("another way of signing in")).toHaveCount(0);

    django.manage("release_address", address);
    expect((await browser.signIn()).pathname).toBe("/account");
    expect(await (await me(browser)).json()).toMatchObject({ user: { email: address } });
  });

  test("a cloud clock almost a minute ahead is tolerated, and a refusal mentions the clocks", async ({
    page,
  }) => {
    expect(await meWithClockAhead(servers)).toBe(200);
    await page.goto(`${servers.emulator.origins.app}/auth-error?error=backend_refused`);
    await expect(page.getByText("may differ by more than a minute")).toBeVisible();
  });

  test("a sign-in while the backend is down creates no session", {
    tag: "@deep",
  }, async () => {
    const browser = newBrowser();
    await browser.join("ken@example.com");
    await django.stop();
    const end = await browser.signIn();
    expect([end.pathname, end.searchParams.get("error")]).toEqual([
      "/auth-error",
      "backend_unreachable",
    ]);
    expect(browser.hasSession()).toBe(false);
    django = await startDjango();
  });
});
