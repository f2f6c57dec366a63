import { addAuthClients } from "../support/auth-clients.ts";
import { expectAccountOf, join, newAddress, signOut } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

/** The functions on the page's window for these tests. */
declare global {
  var authClients: typeof import("next-auth/react") & {
    mountRequiredSession(): void;
    mountUpdate(): Promise<unknown>;
  };
}

test("the developer's page signs in and out from the client", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await join(page, address);
  await page.getByRole("link", { name: "See what your code knows" }).click();
  await page.getByRole("button", { name: "signIn()" }).click();
  await page.waitForURL(/bi-authenticate|callback/);
  await expectAccountOf(page, address);
  await page.goto("/account/developer");
  await page.getByRole("button", { name: "signOut()" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
});

test("signIn() of next-auth/react ends on its page or at its target", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await addAuthClients(page);
  await page.evaluate(() => void authClients.signIn("beyondidentity"));
  await page.waitForURL(/bi-authenticate/);
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Account" })).toBeVisible();

  await addAuthClients(page);
  const options = { redirectTo: "/account/add" };
  await page.evaluate((to) => void authClients.signIn("beyondidentity", to), options);
  await expect(page).toHaveURL("/account/add");
});

test("signIn() with redirect: false returns an address that works", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await addAuthClients(page);
  const result = await page.evaluate(() =>
    authClients.signIn("beyondidentity", { redirect: false, redirectTo: "/account" }),
  );
  expect(result).toMatchObject({ ok: true, status: 200, error: undefined });
  await page.goto(result?.url ?? "");
  await expectAccountOf(page, address);
});

test("signOut() with redirect: false ends the session and returns an address", {
  tag: "@deep",
}, async ({ page }) => {
  await join(page, newAddress());
  await addAuthClients(page);
  const result = await page.evaluate(() =>
    authClients.signOut({ redirect: false, redirectTo: "/register" }),
  );
  expect(result).toEqual({ url: new URL("/register", page.url()).href });
  expect(await page.evaluate(() => authClients.getSession())).toBeNull();
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
});

test("signOut() updates other tabs", { tag: "@deep" }, async ({ page, context }) => {
  await join(page, newAddress());
  const other = await context.newPage();
  await other.goto("/");
  await addAuthClients(other);
  await other.evaluate(() => authClients.mountRequiredSession());
  await expect(other.getByText(/^in as /)).toBeVisible();
  await addAuthClients(page);
  await page.evaluate(() => authClients.signOut({ redirect: false }));
  await expect(other).toHaveURL(/\/sign-in\?error=SessionRequired/);
});

test("getSession, getProviders, getCsrfToken and update work", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await addAuthClients(page);
  expect(await page.evaluate(() => authClients.getSession())).toMatchObject({
    user: { email: address },
  });
  expect(await page.evaluate(() => authClients.getProviders())).toMatchObject({
    beyondidentity: { id: "beyondidentity", type: "oidc" },
  });
  expect(await page.evaluate(() => authClients.getCsrfToken())).toMatch(/^[\da-f]{64}$/);
  expect(await page.evaluate(() => authClients.mountUpdate())).toMatchObject({
    user: { email: address },
  });
});

test("useSession({ required: true }) leads to the sign-in page and back", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await page.goto("/register?from=here");
  await addAuthClients(page);
  await page.evaluate(() => authClients.mountRequiredSession());
  await expect(page).toHaveURL(/\/sign-in\?error=SessionRequired/);
  await expect(page.getByText("Sign in to continue")).toBeVisible();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL("/register?from=here");
  await addAuthClients(page);
  await page.evaluate(() => authClients.mountRequiredSession());
  await expect(page.getByText(`in as ${address}`)).toBeVisible();
});

test("signIn() with an unknown provider leads to the sign-in page", {
  tag: "@deep",
}, async ({ page }) => {
  await page.goto("/");
  await addAuthClients(page);
  await page.evaluate(() => void authClients.signIn("no-such-provider"));
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
});
