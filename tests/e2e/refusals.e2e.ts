import { newestLinkFor } from "./support/emulator.ts";
import {
  createPasskey,
  expectAccountOf,
  newAddress,
  openMailedLink,
  requestLink,
  signOut,
  startSignIn,
} from "./support/person.ts";
import { alertOn, expect, test } from "./support/test.ts";
import { addVirtualAuthenticator } from "./support/virtual-authenticator.ts";

test("a link with a forged token creates no passkey", async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  const tampered = new URL(page.url());
  tampered.searchParams.set("token", "A".repeat(64));
  await page.goto(tampered.href);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(alertOn(page)).toBeVisible();
  await expect(page).toHaveURL(/\/bind/);
});

test("24: a link to another cloud, tenant or realm is refused before the SDK runs", async ({
  page,
}) => {
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  const good = page.url();
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).hostname));
  for (const [parameter, value] of [
    ["api_base_url", "https://evil.example"],
    ["tenant_id", "0000000000000000"],
    ["realm_id", "0000000000000000"],
  ] as const) {
    const foreign = new URL(good);
    foreign.searchParams.set(parameter, value);
    await page.goto(foreign.href);
    await expect(page.getByRole("heading", { name: /another site/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "Create passkey" })).toBeHidden();
  }
  expect([...hosts]).toEqual(["localhost"]);
});

test("an identity other than the link's is refused", async ({ page }) => {
  const [victim, attacker] = [newAddress(), newAddress()];
  await requestLink(page, victim);
  const victimLink = new URL(await newestLinkFor(victim));
  await requestLink(page, attacker);
  await openMailedLink(page, attacker);
  const mixed = new URL(page.url());
  mixed.searchParams.set("identity_id", /identities\/([^/]+)/.exec(victimLink.pathname)?.[1] ?? "");
  await page.goto(mixed.href);
  await expect(page.getByRole("button", { name: "Create passkey" })).toBeHidden();
  await expect(page.getByText(victim)).toBeHidden();
});

test("with a platform authenticator the passkey is a WebAuthn key, and declining loses nothing", async ({
  page,
}) => {
  const authenticator = await addVirtualAuthenticator(page);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await authenticator.setUserVerified(false);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(alertOn(page)).toBeVisible();
  await authenticator.setUserVerified(true);
  await page.getByRole("button", { name: /try again|create passkey/i }).click();
  await expectAccountOf(page, address);
  expect(await authenticator.credentialCount()).toBe(1);

  await signOut(page);
  await authenticator.setUserVerified(false);
  await startSignIn(page);
  await page.getByRole("button", { name: `Continue as ${address}` }).click();
  await expect(alertOn(page)).toBeVisible();
  await authenticator.setUserVerified(true);
  await page
    .getByRole("button", { name: "Try again" })
    .or(page.getByRole("link", { name: "Try again" }))
    .click();
  await expectAccountOf(page, address);
});

test("16: Back does not reopen an account, a used link or a sign-in's addresses", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  const link = page.url();
  const request = page.waitForRequest(/\/bi-authenticate\?request=/);
  const callback = page.waitForRequest(/\/api\/auth\/callback\//);
  await createPasskey(page, address);
  await signOut(page);

  await page.goBack();
  // Until the router has drawn the target of Back, the page after the sign-out stays.
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(page.getByText(address)).toBeHidden();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeHidden();

  await page.goto(link);
  await expect(page.getByRole("heading", { name: /already been used/i })).toBeVisible();
  await expect(page.getByRole("link", { name: /new link/i })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create passkey" })).toBeHidden();

  await page.goto((await request).url());
  await expect(alertOn(page)).toBeVisible();
  await page.goto((await callback).url());
  await expect(page).toHaveURL(/\/auth-error/);
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in");
});

test("the sign-in page's address without a request explains itself", async ({ page }) => {
  await page.goto("/bi-authenticate");
  await expect(page.getByRole("link", { name: /start again/i })).toHaveAttribute(
    "href",
    "/sign-in",
  );
});

test("27: a request that claims to come from the proxy itself does not open the account (CVE-2025-29927)", async ({
  request,
}) => {
  for (const name of ["proxy", "middleware", "src/middleware"]) {
    const response = await request.get("/account", {
      headers: { "x-middleware-subrequest": Array(5).fill(name).join(":") },
      maxRedirects: 0,
    });
    expect(response.status()).toBe(307);
    expect(response.headers().location).toBe("/sign-in");
  }
});
