import type { BrowserContext, Page } from "@playwright/test";
import { linksFor } from "../support/emulator.ts";
import {
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  requestLink,
  startSignIn,
} from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";

const NO_CONNECTION = "There is no connection to this site";

test.beforeEach(({ expectConsoleError }) => {
  expectConsoleError(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
});

/** Ways to lose the connection: the browser knows, or it still believes that it is connected. */
const LOSSES: Record<
  string,
  (page: Page, context: BrowserContext) => Promise<() => Promise<void>>
> = {
  "the browser is offline": async (_, context) => {
    await context.setOffline(true);
    return () => context.setOffline(false);
  },
  "nothing answers": async (page) => {
    await page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: true }));
    await page.route(/^http/, (route) => route.abort("failed"));
    return () => page.unroute(/^http/);
  },
};

/** Waits until React has taken over the forms, because before that the browser handles them itself. */
async function isHydrated(page: Page): Promise<void> {
  const forms = page.locator("form");
  await expect
    .poll(() =>
      forms.evaluateAll((all) =>
        all.every((form) => Object.keys(form).some((key) => /^__react/.test(key))),
      ),
    )
    .toBe(true);
}

const FORMS = [
  { path: "/register", button: "Create account" },
  { path: "/recover", button: "Email me a link" },
];

for (const [loss, lose] of Object.entries(LOSSES)) {
  for (const { path, button } of FORMS) {
    test(`${path} stays as it is while ${loss}, and works afterwards`, { tag: "@deep" }, async ({
      page,
      context,
    }) => {
      const address = newAddress();
      await page.goto(path);
      await isHydrated(page);
      await page.getByRole("textbox", { name: "Email" }).fill(address);
      const comeBack = await lose(page, context);
      await page.getByRole("button", { name: button }).click();
      await expect(alertOn(page)).toContainText(NO_CONNECTION);
      await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(address);
      await comeBack();
      await page.getByRole("button", { name: button }).click();
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
      if (path === "/register") expect(await linksFor(address)).toHaveLength(1);
    });
  }

  test(`the account page stays while ${loss}, and signs out afterwards`, { tag: "@deep" }, async ({
    page,
    context,
  }) => {
    await join(page, newAddress());
    await isHydrated(page);
    const comeBack = await lose(page, context);
    for (const name of ["Sign out", "Sign out everywhere", "Add a passkey", "Revoke"]) {
      await page.getByRole("button", { name, exact: true }).click();
    }
    await expect(alertOn(page).filter({ hasText: NO_CONNECTION })).toHaveCount(4);
    await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
    await comeBack();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("link", { name: "Create account" })).toBeVisible();
  });

  test(`the sign-in page stays while ${loss}, and signs in afterwards`, { tag: "@deep" }, async ({
    page,
    context,
  }) => {
    const address = newAddress();
    await join(page, address);
    await page.goto("/sign-in");
    await isHydrated(page);
    const comeBack = await lose(page, context);
    const button = page.getByRole("button", { name: "Sign in with a passkey" });
    await button.click();
    await expect(alertOn(page)).toContainText(NO_CONNECTION);
    await comeBack();
    await button.click();
    await expectAccountOf(page, address);
  });
}

test("a code for another address can be requested once the connection is back", {
  tag: "@deep",
}, async ({ page, context }) => {
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Use another address" }).click();
  await expect(alertOn(page)).toContainText(NO_CONNECTION);
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Use another address" }).click();
  await expect(page.getByRole("heading", { name: "Sign in with a code" })).toBeVisible();
});

test("choosing another address for a link needs no connection", { tag: "@deep" }, async ({
  page,
  context,
}) => {
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Use another address" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("");
});

test("a passkey created while the connection was lost signs in when it is back", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  const own = (url: URL) => url.origin === new URL(page.url()).origin;
  await page.route(own, (route) =>
    route.request().method() === "POST" || new URL(route.request().url()).pathname === "/api/health"
      ? route.abort("failed")
      : route.continue(),
  );
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(alertOn(page)).toContainText(NO_CONNECTION);
  await page.unroute(own);
  await page.getByRole("button", { name: "Try again" }).click();
  await expectAccountOf(page, address);
});

test("the error page retries only with a connection, and says so", {
  tag: "@deep",
}, async ({ page, context, expectConsoleError }) => {
  expectConsoleError(/status of 500|unexpected response/);
  const address = newAddress();
  await page.goto("/register");
  await isHydrated(page);
  await page.route("**/register", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 500, contentType: "text/html", body: "<h1>Down</h1>" })
      : route.continue(),
  );
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeFocused();
  await page.unroute("**/register");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(NO_CONNECTION)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(address);
});
