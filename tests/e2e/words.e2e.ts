import { join, newAddress, startSignIn } from "./support/person.ts";
import { alertOn, expect, test } from "./support/test.ts";

test("the title of the error page matches its message", { tag: "@deep" }, async ({ page }) => {
  await page.goto("/auth-error?error=Configuration");
  await expect(page).toHaveTitle(/^Sign-in failed/);
  await join(page, newAddress());
  await page.goto("/auth-error?error=Configuration");
  await expect(page).toHaveTitle(/^You are signed in/);
});

test("a signed-in user sees news of another sign-in only if there was one", {
  tag: "@deep",
}, async ({ page }) => {
  await join(page, newAddress());
  const details = page.getByText("What happened to the other sign-in");
  const another = page.getByText("Another sign-in in this browser was not finished");
  for (const code of ["session_ended", "SessionRequired", "service_unavailable", "nonsense", ""]) {
    await page.goto(`/auth-error?error=${code}`);
    await expect(page.getByRole("link", { name: "Go to your account" })).toBeVisible();
    await expect(details).toBeHidden();
    await expect(another).toBeHidden();
  }
  await page.goto("/auth-error?error=sign_in_interrupted");
  await expect(details).toBeVisible();
  await expect(another).toBeVisible();
});

test("a failure's first link leads to the page that helps", { tag: "@deep" }, async ({ page }) => {
  const ways = [
    ["Verification", "Get a new link", "/recover"],
    ["forbidden_origin", "Open the start page", "/"],
  ] as const;
  for (const [code, name, href] of ways) {
    await page.goto(`/auth-error?error=${code}&redirectTo=/account/add`);
    await expect(page.getByRole("link", { name })).toHaveAttribute("href", href);
    await expect(page.getByRole("link", { name: "Sign in with a passkey" })).toHaveAttribute(
      "href",
      "/sign-in?redirectTo=%2Faccount%2Fadd",
    );
  }
});

test("the first of repeated parameters counts", { tag: "@deep" }, async ({ page }) => {
  await join(page, newAddress());
  await page.goto("/sign-in?redirectTo=/account/add&redirectTo=/recover");
  await expect(page.getByRole("link", { name: "Continue to adding a passkey" })).toBeVisible();
  await page.goto("/auth-error?error=Configuration&error=x&redirectTo=/recover&redirectTo=/");
  await expect(page.getByRole("link", { name: "Continue to /recover" })).toBeVisible();
  await expect(page.getByText("What happened to the other sign-in")).toBeVisible();
});

test("the sign-in page names the button for continuing as another user", {
  tag: "@deep",
}, async ({ page }) => {
  await join(page, newAddress());
  await page.goto("/sign-in");
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  const name = await button.textContent();
  await expect(page.getByText(`To continue as another person, choose “${name}”`)).toBeVisible();
});

test("a failed sign-in shows the signed-in user once", { tag: "@deep" }, async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await join(page, address);
  await page.route("**/bi-authenticate", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await startSignIn(page);
  await expect(alertOn(page)).toBeVisible();
  await expect(page.getByRole("main").getByText("You are signed in")).toHaveCount(1);
  await expect(page.getByRole("main")).toContainText(address);
});

test("the developer's example shows a local time and pending buttons", {
  tag: "@deep",
}, async ({ page, context, expectConsoleError }) => {
  expectConsoleError(/ERR_INTERNET_DISCONNECTED/);
  await join(page, newAddress());
  await page.goto("/account/developer");
  const example = page.locator("section", { hasText: "In a client component" });
  await expect(example.locator("time")).toHaveText(/, \d{4}, \d{1,2}:\d{2}/);
  await expect(example).not.toContainText(/\d{4}-\d{2}-\d{2}T/);
  await context.setOffline(true);
  for (const name of ["signIn()", "signOut()"]) {
    await page.getByRole("button", { name }).click();
    await expect(page.getByText("The server did not answer")).toBeVisible();
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-disabled", "false");
  }
  await context.setOffline(false);
  for (const [name, end] of [
    ["signIn()", "/account"],
    ["signOut()", "/"],
  ] as const) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/auth/providers", (route) => held.then(() => route.continue()));
    await page.route("**/api/auth/csrf", (route) => held.then(() => route.continue()));
    const left = page.waitForEvent("framenavigated");
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
    release();
    await left;
    await page.unrouteAll();
    await expect(page).toHaveURL(end);
    if (end === "/account") await page.goto("/account/developer");
  }
});
