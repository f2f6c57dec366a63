import type { Page, Request, Route } from "@playwright/test";
import { leadThroughCloud } from "../support/browser-faults.ts";
import { newestCodeFor } from "../support/emulator.ts";
import { expectAccountOf, join, newAddress, signOut, startSignIn } from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";
import { translate } from "../support/translation.ts";

const AUTHORIZE = /\/authorize\?/;
const AUTHENTICATE = /\/bi-authenticate$/;

/** Ends on the sign-in page, with a passkey and without a session. */
async function withPasskey(page: Page): Promise<string> {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await page.goto("/sign-in");
  return address;
}

/** @returns the paths of all requests of a kind that the page makes from now on */
function pathsOf(page: Page, isCounted: (request: Request) => boolean): string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    if (isCounted(request)) paths.push(new URL(request.url()).pathname);
  });
  return paths;
}

const isDocument = (request: Request) => request.resourceType() === "document";

async function clickSignIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

test("no page is loaded between the click and the callback", async ({ page }) => {
  const address = await withPasskey(page);
  const loaded = pathsOf(page, isDocument);
  await clickSignIn(page);
  await expectAccountOf(page, address);
  expect(loaded).toEqual(["/api/auth/callback/beyondidentity", "/account"]);
});

test("a sign-in that takes longer is shown, and asks the passkey once", {
  tag: "@deep",
}, async ({ page }) => {
  const address = await withPasskey(page);
  const held = new Promise<Route>((resolve) => {
    void page.route(AUTHENTICATE, resolve, { times: 1 });
  });
  const answers = pathsOf(page, (request) => AUTHENTICATE.test(request.url()));
  await clickSignIn(page);
  await expect(page.getByRole("heading", { name: "Signing you in" })).toBeVisible();
  await expect(page).toHaveURL(/\/bi-authenticate\?request=/);
  await (await held).continue();
  await expectAccountOf(page, address);
  expect(answers).toHaveLength(1);
});

test("the page with the sign-in says so in its title, and goes back to the form", {
  tag: "@deep",
}, async ({ page }) => {
  await startSignIn(page);
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
  await expect(page).toHaveTitle(/^Signing in/);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(page).toHaveTitle(/^Sign in/);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
});

test("a user who goes back is not signed in by the answer that comes later", {
  tag: "@deep",
}, async ({ page }) => {
  const address = await withPasskey(page);
  const held = new Promise<Route>((resolve) => {
    void page.route(AUTHENTICATE, resolve, { times: 1 });
  });
  const callbacks = pathsOf(page, (request) => request.url().includes("/api/auth/callback/"));
  await clickSignIn(page);
  const route = await held;
  await expect(page.getByRole("heading", { name: "Signing you in" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  const answered = page.waitForResponse(AUTHENTICATE);
  await route.continue();
  await (await answered).finished();
  await clickSignIn(page);
  await expectAccountOf(page, address);
  expect(callbacks).toHaveLength(1);
});

/** What the page needs to stay, and does not get. */
const OBSTACLES: [string, (page: Page) => Promise<void>][] = [
  ["whose cloud lets no script read its redirect", leadThroughCloud],
  [
    "whose further scripts cannot be loaded",
    async (page) => {
      await page.waitForLoadState("networkidle");
      await page.route("**/_next/static/chunks/*.js", (route) =>
        route.fulfill({ status: 404, body: "" }),
      );
    },
  ],
];

for (const [what, obstruct] of OBSTACLES) {
  test(`a page ${what} signs in by way of the cloud`, { tag: "@deep" }, async ({
    page,
    expectConsoleError,
  }) => {
    expectConsoleError(/CORS policy|Failed to (load|fetch)|404|MIME type/);
    const address = await withPasskey(page);
    await page.evaluate(() => localStorage.removeItem("passkeys-here"));
    await page.reload();
    await obstruct(page);
    const loaded = pathsOf(page, isDocument);
    page.once("framenavigated", () => page.unroute("**/_next/static/chunks/*.js"));
    await clickSignIn(page);
    await expectAccountOf(page, address);
    expect(loaded).toContain("/bi-authenticate");
  });
}

test("a translated page signs in, and loads no page for it", { tag: "@deep" }, async ({ page }) => {
  const address = await withPasskey(page);
  await translate(page, "continuous");
  const loaded = pathsOf(page, isDocument);
  await clickSignIn(page);
  await expectAccountOf(page, address);
  expect(loaded).not.toContain("/bi-authenticate");
});

test("a user who leaves while the SDK starts is not asked for a passkey", {
  tag: "@deep",
}, async ({ page }) => {
  const address = await withPasskey(page);
  await page.evaluate(() => localStorage.removeItem("passkeys-here"));
  await page.reload();
  const answers = pathsOf(page, (request) => AUTHENTICATE.test(request.url()));
  const held = new Promise<Route>((resolve) => {
    void page.route(/jwks\.json/, resolve, { times: 1 });
  });
  await clickSignIn(page);
  const route = await held;
  await expect(page.getByRole("heading", { name: "Signing you in" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(page).toHaveTitle(/^Sign in/);
  const answered = page.waitForResponse(/jwks\.json/);
  await route.continue();
  await (await answered).finished();
  await clickSignIn(page);
  await expectAccountOf(page, address);
  expect(answers).toHaveLength(1);
});

for (const [what, leave] of [
  ["a link", (page: Page) => page.getByRole("link", { name: "Create account" }).click()],
  ["a link elsewhere", (page: Page) => page.getByRole("link", { name: /lost your/ }).click()],
] as const) {
  test(`${what} works while a slow cloud is asked, and no passkey is asked then`, {
    tag: "@deep",
  }, async ({ page }) => {
    await withPasskey(page);
    const answers = pathsOf(page, (request) => AUTHENTICATE.test(request.url()));
    const held = new Promise<Route>((resolve) => {
      void page.route(AUTHORIZE, resolve, { times: 1 });
    });
    await clickSignIn(page);
    await held;
    const cancelled = page.waitForEvent("requestfailed", (request) =>
      AUTHORIZE.test(request.url()),
    );
    // A page that is left cancels its requests by itself, but not before the next one has answered.
    const next = new Promise<Route>((resolve) => {
      void page.route(/\/(register|recover)$/, resolve, { times: 1 });
    });
    const left = leave(page);
    await cancelled;
    await (await next).continue();
    await left;
    await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
    await page.getByRole("link", { name: "Passkey Starter" }).click();
    await expect(page.getByRole("heading", { name: "How it works" })).toBeVisible();
    expect(answers).toEqual([]);
  });
}

test("a user who goes back while the code is checked is not signed in by it", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await page.getByRole("textbox", { name: "Code" }).fill(await newestCodeFor(address));
  const held = new Promise<Route>((resolve) => {
    void page.route(AUTHENTICATE, resolve, { times: 1 });
  });
  const callbacks = pathsOf(page, (request) => request.url().includes("/api/auth/callback/"));
  await page.getByRole("button", { name: "Sign in" }).click();
  const route = await held;
  await page.goBack();
  await expect(page).toHaveURL("/sign-in");
  const answered = page.waitForResponse(AUTHENTICATE);
  await route.continue();
  await (await answered).finished();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  expect(callbacks).toEqual([]);
});

test("after a sign-in that the cloud did not accept, the next one begins with a page", {
  tag: "@deep",
}, async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  const address = await withPasskey(page);
  const headers = { "access-control-allow-origin": "*" };
  const refuse = (route: Route) => route.fulfill({ status: 400, json: {}, headers });
  await page.route(AUTHENTICATE, refuse, { times: 1 });
  await clickSignIn(page);
  await expect(alertOn(page)).toContainText("This sign-in has expired");
  await page.goto("/sign-in");
  const loaded = pathsOf(page, isDocument);
  await clickSignIn(page);
  await expectAccountOf(page, address);
  expect(loaded).toContain("/bi-authenticate");
});

test("two clicks begin one sign-in", { tag: "@deep" }, async ({ page }) => {
  const address = await withPasskey(page);
  const begun = pathsOf(page, (request) => AUTHORIZE.test(request.url()));
  await page.getByRole("button", { name: "Sign in with a passkey" }).dblclick();
  await expectAccountOf(page, address);
  expect(begun).toHaveLength(1);
});
