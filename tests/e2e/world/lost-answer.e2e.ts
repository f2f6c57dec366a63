import { expectAccountOf, newAddress, openMailedLink, requestLink } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

for (const [what, lose] of [
  ["a deployment", { status: 404, headers: { "x-nextjs-action-not-found": "1" } }],
  ["a lost connection", null],
] as const) {
  test(`${what} right after creating a passkey leads to signing in with it`, {
    tag: "@deep",
  }, async ({ page, expectConsoleError }) => {
    expectConsoleError(/status of 404|ERR_FAILED/);
    const address = newAddress();
    await requestLink(page, address);
    await openMailedLink(page, address);
    await page.route("**/bind?*", (route) => {
      if (route.request().method() !== "POST") return route.continue();
      return lose ? route.fulfill({ ...lose, body: "" }) : route.abort();
    });
    await page.getByRole("button", { name: "Create passkey" }).click();
    await expect(page).toHaveURL("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expectAccountOf(page, address);
  });
}
