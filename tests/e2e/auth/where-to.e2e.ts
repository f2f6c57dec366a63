import type { Page } from "@playwright/test";
import { newestCodeFor } from "../support/emulator.ts";
import {
  createPasskey,
  join,
  newAddress,
  openMailedLink,
  requestLink,
  signOut,
} from "../support/person.ts";
import { appAt, SHARED } from "../support/servers.ts";
import { expect, test } from "../support/test.ts";

const OWN = appAt(SHARED);

async function press(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

test("a sign-in ends at the deep link, with its query", { tag: "@deep" }, async ({ page }) => {
  await join(page, newAddress());
  await signOut(page);
  for (const path of ["/account/add", "/account?tab=sessions"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await press(page);
    await expect(page).toHaveURL(path);
    await page.goto("/account");
    await signOut(page);
  }
});

test("a sign-in follows absolute addresses of the app alone", {
  tag: "@deep",
}, async ({ page }) => {
  await join(page, newAddress());
  for (const [name, target, end] of [
    ["callbackUrl", `${OWN}/account/add`, "/account/add"],
    ["redirectTo", `${OWN}/account/add?x=1`, "/account/add?x=1"],
    ["callbackUrl", "https://evil.example/account/add", "/account"],
    ["redirectTo", `${OWN}@evil.example/`, "/account"],
  ]) {
    await page.goto(`/sign-in?${new URLSearchParams({ [name ?? ""]: target ?? "" })}`);
    await press(page);
    await expect(page).toHaveURL(end ?? "");
  }
});

test("the sign-in page offers a signed-in user the way on", { tag: "@deep" }, async ({ page }) => {
  await join(page, newAddress());
  await page.goto("/sign-in?callbackUrl=/account/add");
  await expect(page.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await page.getByRole("link", { name: "Continue to adding a passkey" }).click();
  await expect(page).toHaveURL("/account/add");
});

test("after an expired session, the sign-in returns to the requested page", {
  tag: "@deep",
}, async ({ page }) => {
  await join(page, newAddress());
  for (const name of ["Create it in this browser", "Email me a link for another device"]) {
    await page.goto("/account/add");
    const all = await page.request.get("/api/sessions");
    expect(all.status()).toBe(200);
    await page.context().clearCookies();
    await page.getByRole("button", { name }).click();
    await expect(page).toHaveURL("/sign-in?error=session_ended&redirectTo=%2Faccount%2Fadd");
    await press(page);
    await expect(page).toHaveURL("/account/add");
  }
});

test("a sign-in by code ends at its target, even after a change of address", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await requestLink(page, address);
  await page.goto("/account/add");
  await press(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await page.getByRole("button", { name: "Send code" }).click();
  await page.getByRole("button", { name: "Use another address" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await page.getByRole("textbox", { name: "Code" }).fill(await newestCodeFor(address));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/account/add");
});

test("starting again on the passkey page keeps the target", {
  tag: "@deep",
}, async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  await join(page, newAddress());
  await signOut(page);
  await page.goto("/account/add");
  await page.route("**/bi-authenticate", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await press(page);
  const again = page.getByRole("link", { name: "Start again" });
  await expect(again).toHaveAttribute("href", "/sign-in?redirectTo=%2Faccount%2Fadd");
  await page.unroute("**/bi-authenticate");
  await again.click();
  await press(page);
  await expect(page).toHaveURL("/account/add");
});

test("a used link shows the signed-in user and leads to the account", async ({ page }) => {
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  const used = page.url();
  await createPasskey(page, address);
  await page.goto(used);
  await expect(page.getByRole("heading", { name: "already been used" })).toBeVisible();
  await expect(page.getByText(`You are signed in as ${address}`)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("sign in now");
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expect(page).toHaveURL("/account");
});

test("each of several tabs signs in", { tag: "@deep" }, async ({ page, context }) => {
  await join(page, newAddress());
  await signOut(page);
  const tabs = await Promise.all(
    ["/account", "/account/add", "/account?tab=3", "/register"].map(async (redirectTo) => {
      const tab = await context.newPage();
      await tab.goto(`/sign-in?${new URLSearchParams({ redirectTo })}`);
      return { tab, redirectTo };
    }),
  );
  await Promise.all(tabs.map(({ tab }) => press(tab)));
  for (const { tab, redirectTo } of tabs) await expect(tab).toHaveURL(redirectTo);
});

test("an error page shows a signed-in user that they are signed in", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  for (const code of [
    "sign_in_interrupted",
    "Configuration",
    "cloud_response_invalid",
    "nonsense",
  ]) {
    await page.goto(`/auth-error?error=${code}&redirectTo=/account/add`);
    await expect(page.getByRole("heading", { name: "You are signed in" })).toBeVisible();
    await expect(page.getByText(address)).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText(/nobody|not signed in/i);
  }
  await page.getByRole("link", { name: "Continue to adding a passkey" }).click();
  await expect(page).toHaveURL("/account/add");
});

test("signing out ends the session whatever other cookies the browser has", {
  tag: "@deep",
}, async ({ page }) => {
  await join(page, newAddress());
  const { port } = new URL(OWN);
  const names = ["authjs", `authjs-${port}`].flatMap((prefix) =>
    ["callback-url", "csrf-token", "state", "nonce", "session-token.0", "sign-in.x"].map(
      (name) => `${prefix}.${name}`,
    ),
  );
  const kept = await page.context().cookies();
  await page
    .context()
    .addCookies(names.map((name) => ({ name, value: "http://localhost:3000dashboard", url: OWN })));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  await signOut(page);
  await expect(page).toHaveURL("/");
  await page.context().addCookies(kept);
  expect(await (await page.request.get("/api/auth/session")).json()).toBeNull();
});

test("signing in works beside other software's cookies on the host", { tag: "@deep" }, async ({
  page,
}) => {
  await join(page, newAddress());
  await signOut(page);
  const { port } = new URL(OWN);
  const left = ["callback-url", "session-token", "session-token.0", "state", "csrf-token"];
  const cookies = left.flatMap((name) =>
    ["authjs", `authjs-${port}`, "__Secure-authjs", "next-auth"].map((prefix) => ({
      name: `${prefix}.${name}`,
      value: "x".repeat(600),
      url: OWN,
    })),
  );
  await page.context().addCookies(cookies.filter(({ name }) => !name.startsWith("__Secure-")));
  await page.goto("/account/add");
  await press(page);
  await expect(page).toHaveURL("/account/add");
});

test("a browser full of other apps' cookies can still sign in", { tag: "@deep" }, async ({
  page,
}) => {
  await join(page, newAddress());
  const own = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
  const filled = Array.from({ length: 10 }, (_, index) => `other-${index}=${"x".repeat(4_000)}`);
  const cookie = [...filled, ...own].join("; ");
  const response = await fetch(`${OWN}/api/sessions`, { headers: { cookie } });
  expect(response.status).toBe(200);
});
