import { advanceClock, newestLinkFor, resetClock } from "../support/emulator.ts";
import { newAddress, openMailedLink, requestLink } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const EIGHT_DAYS = 8 * 24 * 60 * 60;

test.afterEach(resetClock);

test("a link that expired in the cloud explains itself and offers a new one", async ({ page }) => {
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await advanceClock(EIGHT_DAYS);
  await page.reload();
  await expect(page.getByRole("heading", { name: /expired/i })).toBeVisible();
  await expect(page.getByRole("link", { name: /new link/i })).toBeVisible();
});

test("an expired mailed link explains itself when opened", async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await requestLink(page, address);
  const link = await newestLinkFor(address);
  await advanceClock(EIGHT_DAYS);
  await page.goto(link);
  await expect(page.getByText(/expired/i).first()).toBeVisible();
});

test("a link that expires between opening and clicking creates no passkey", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await advanceClock(EIGHT_DAYS);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/expired/i);
});

test("a link older than 15 minutes is refused even if the cloud accepts it", async ({ page }) => {
  await advanceClock(-16 * 60);
  const address = newAddress();
  await requestLink(page, address);
  const link = await newestLinkFor(address);
  await resetClock();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: /expired/i })).toBeVisible();
});
