import type { Page } from "@playwright/test";
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

/** Sets out for an address that does not answer from a page, and stops there, as with the Escape key, once. */
async function stopOnTheWay(
  page: Page,
  { from, to, setOut }: { from: string; to: RegExp; setOut: () => Promise<void> },
): Promise<void> {
  await page.addInitScript((path) => {
    if (window.location.pathname !== path) return;
    window.addEventListener("beforeunload", () => setTimeout(() => window.stop(), 500), {
      once: true,
    });
  }, from);
  await page.route(to, () => undefined);
  const onTheWay = page.waitForRequest(to);
  await setOut();
  await onTheWay;
  await page.unroute(to);
}

test("a sign-in that is stopped on its way back goes on by hand", async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await stopOnTheWay(page, {
    from: "/bi-authenticate",
    to: CALLBACK,
    setOut: () => startSignIn(page),
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await expectAccountOf(page, address);
});

test("the sign-in button works again after its navigation was stopped", async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await stopOnTheWay(page, {
    from: "/sign-in",
    to: AUTHORIZE,
    setOut: () => startSignIn(page),
  });
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await expect(button).toHaveAttribute("aria-disabled", "false");
  await button.click();
  await expectAccountOf(page, address);
});

test("a new passkey that is stopped on its way in goes on by hand", async ({ page }) => {
  const address = newAddress();
  await requestLink(page, address);
  await stopOnTheWay(page, {
    from: "/bind",
    to: AUTHORIZE,
    setOut: async () => {
      await openMailedLink(page, address);
      await page.getByRole("button", { name: "Create passkey" }).click();
    },
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await expectAccountOf(page, address);
});
