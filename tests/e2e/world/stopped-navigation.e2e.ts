import type { Page } from "@playwright/test";
import { leadThroughCloud } from "../support/browser-faults.ts";
import {
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  requestLink,
  signOut,
  startSignIn,
} from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const CALLBACK = /\/api\/auth\/callback\//;
const AUTHORIZE = /\/authorize\?/;

function stopSoonAfterLeaving(paths: string[]): void {
  const stop = () => {
    // The address may have changed since the page was loaded.
    if (!paths.includes(window.location.pathname)) return;
    window.removeEventListener("beforeunload", stop);
    setTimeout(() => window.stop(), 500);
  };
  window.addEventListener("beforeunload", stop);
}

/** Navigates once from a page to an address that does not answer, and stops, as with the Escape key. */
async function stopOnTheWay(
  page: Page,
  { from, to, setOut }: { from: string[]; to: RegExp; setOut: () => Promise<void> },
): Promise<void> {
  if (from.includes(new URL(page.url()).pathname)) await page.evaluate(stopSoonAfterLeaving, from);
  else await page.addInitScript(stopSoonAfterLeaving, from);
  await page.route(to, () => undefined);
  const stopped = page.waitForEvent(
    "requestfailed",
    (request) => to.test(request.url()) && request.resourceType() === "document",
  );
  await setOut();
  // The request has failed before the route is open again, so nothing reached the server.
  await stopped;
  await page.unroute(to);
}

test("a sign-in stopped on its way back continues by a click", { tag: "@deep" }, async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/CORS policy|Failed to load/);
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await leadThroughCloud(page);
  await stopOnTheWay(page, {
    from: ["/bi-authenticate"],
    to: CALLBACK,
    setOut: () => startSignIn(page),
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await expectAccountOf(page, address);
});

test("a sign-in in one document, stopped on its way back, continues by a click", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await stopOnTheWay(page, {
    from: ["/sign-in", "/bi-authenticate"],
    to: CALLBACK,
    setOut: () => startSignIn(page),
  });
  // On a slow machine the page shows the sign-in before it leaves, and offers to continue it.
  const button = page.getByRole("button", { name: /^(Sign in with a passkey|Continue)$/ });
  await expect(button).not.toHaveAttribute("aria-disabled", "true");
  await button.click();
  await expectAccountOf(page, address);
});

test("the sign-in button works again after a stopped navigation", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await stopOnTheWay(page, {
    from: ["/sign-in"],
    to: AUTHORIZE,
    setOut: () => startSignIn(page),
  });
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await expect(button).toHaveAttribute("aria-disabled", "false");
  await button.click();
  await expectAccountOf(page, address);
});

test("a new passkey's sign-in that was stopped continues by a click", { tag: "@deep" }, async ({
  page,
}) => {
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await stopOnTheWay(page, {
    from: ["/bind"],
    to: AUTHORIZE,
    setOut: () => page.getByRole("button", { name: "Create passkey" }).click(),
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAccountOf(page, address);
});

test("another address for a code works after a stopped navigation", {
  tag: "@deep",
}, async ({ page }) => {
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await page.getByRole("button", { name: "Send code" }).click();
  const another = page.getByRole("button", { name: "Use another address" });
  await expect(another).toBeVisible();
  await stopOnTheWay(page, {
    from: ["/bi-authenticate"],
    to: AUTHORIZE,
    setOut: () => another.click(),
  });
  await expect(another).toHaveAttribute("aria-disabled", "false");
  await another.click();
  await expect(page.getByRole("heading", { name: "Sign in with a code" })).toBeVisible();
});

test("a new passkey's sign-in stopped before the server continues by a click", {
  tag: "@deep",
}, async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to fetch|ERR_ABORTED/);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await page.route("**/bind?*", (route) =>
    route.request().method() === "POST" ? undefined : route.continue(),
  );
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && new URL(request.url()).pathname === "/bind",
  );
  await page.getByRole("button", { name: "Create passkey" }).click();
  await sent;
  await page.evaluate(() => window.stop());
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAccountOf(page, address);
});
