import { advanceClock, resetClock } from "../support/emulator.ts";
import { newAddress, startSignIn } from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";

test.afterEach(resetClock);

test("an expired sign-in says so if the device's clock is right", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await advanceClock(16 * 60);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(alertOn(page)).toContainText("This sign-in has expired");
  await expect(page.getByText("date and time of this device")).toBeHidden();
});
