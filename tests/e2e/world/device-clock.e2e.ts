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
import { alertOn, expect, test } from "../support/test.ts";

const MINUTE_MS = 60_000;
const WRONG_CLOCKS: [string, number][] = [
  ["90 seconds ahead", 1.5],
  ["20 minutes ahead", 20],
  ["71 minutes behind", -71],
  ["two hours behind", -120],
];

async function setClock(page: Page, minutes: number): Promise<void> {
  await page.clock.setSystemTime(Date.now() + minutes * MINUTE_MS);
}

test.beforeEach(({ expectConsoleError }) => expectConsoleError(/Failed to load resource/));

test("a sign-in names a wrong device clock, and works with the right one", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  for (const [what, minutes] of WRONG_CLOCKS) {
    await test.step(what, async () => {
      await setClock(page, minutes);
      await startSignIn(page);
      await expect(alertOn(page)).toContainText("date and time of this device");
    });
  }
  await setClock(page, 0);
  await page.getByRole("link", { name: "Start again" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAccountOf(page, address);
});

test("a new passkey's sign-in names a wrong device clock, and works with the right one", {
  tag: "@deep",
}, async ({ otherBrowser }) => {
  for (const [what, minutes] of WRONG_CLOCKS) {
    await test.step(what, async () => {
      const page = await (await otherBrowser()).newPage();
      const address = newAddress();
      await setClock(page, minutes);
      await requestLink(page, address);
      await openMailedLink(page, address);
      await page.getByRole("button", { name: "Create passkey" }).click();
      await expect(alertOn(page)).toContainText("date and time of this device");
      await setClock(page, 0);
      await startSignIn(page);
      await expectAccountOf(page, address);
    });
  }
});

test("a device with a clock half a minute off signs in", { tag: "@deep" }, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  await setClock(page, 0.5);
  await startSignIn(page);
  await expectAccountOf(page, address);
});
