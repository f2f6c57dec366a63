import type { Page } from "@playwright/test";
import { expectAccountOf, join, newAddress } from "./support/person.ts";
import { appAt, SHARED } from "./support/servers.ts";
import { expect, test } from "./support/test.ts";

const OWN = appAt(SHARED);
const OTHER_NAMES = [`http://127.0.0.1:${SHARED.port}`, `http://www.localhost:${SHARED.port}`];

async function signInAt(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

for (const origin of OTHER_NAMES) {
  test(`a page opened as ${origin} redirects to AUTH_URL with its query`, {
    tag: "@deep",
  }, async ({ page }) => {
    await page.goto(`${origin}/register?from=mail#form`);
    await expect(page).toHaveURL(`${OWN}/register?from=mail#form`);
    const address = newAddress();
    await join(page, address);
    await signInAt(page, origin);
    await expectAccountOf(page, address);
  });
}

for (const origin of OTHER_NAMES.slice(0, 1)) {
  test(`a form sent from ${origin} is redirected to the right address`, async ({ request }) => {
    const page = await (await request.get(`${OWN}/sign-in`)).text();
    const [action = ""] = page.match(/\$ACTION_ID_[\da-f]+/) ?? [];
    const response = await request.post(`${origin}/sign-in`, {
      headers: { origin },
      multipart: { [action]: "" },
      maxRedirects: 0,
    });
    expect(response.status()).toBe(303);
    expect(response.headers().location).toBe(`${OWN}/auth-error?error=forbidden_origin`);
  });

  test(`Auth.js's own form sent from ${origin} begins no sign-in`, async ({ request }) => {
    const response = await request.post(`${origin}/api/auth/signin/beyondidentity`, {
      headers: { origin },
      form: { csrfToken: "x" },
      maxRedirects: 0,
    });
    expect(response.status()).toBe(403);
  });
}

test("a browser behind a proxy that hides its name finds the right address", {
  tag: "@deep",
}, async ({ page }) => {
  // As behind a proxy, the server sees its own name, while the browser knows that it asked for another one.
  const asked = "http://other.localhost:3199";
  await page.route(`${asked}/**`, async (route) => {
    const url = route.request().url().replace(asked, OWN);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await page.goto(`${asked}/recover?from=mail`);
  await expect(page).toHaveURL(`${OWN}/recover?from=mail`);
  // Requests of the first page that are still under way do not matter.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("no response makes a browser require https for localhost", async ({ request }) => {
  for (const path of ["/", "/api/health", "/icon.svg", "/no-such-page", "/api/auth/session"]) {
    const response = await request.get(`${OWN}${path}`);
    expect(response.headers()["strict-transport-security"], path).toBeUndefined();
  }
});
