import { join, newAddress } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

const PAGES = ["/", "/sign-in", "/no-such-page", "/iconfoo", "/faviconx", "/icon.svgx", "/api"];
const API = [
  "/api/health",
  "/api/sessions",
  "/api/auth/session",
  "/api/auth/verify-request",
  "/api/auth/error",
  "/api/no-such-route",
];

for (const path of PAGES) {
  test(`${path} can be framed by no page and runs no foreign script`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    const policy = response.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\da-f-]{36}' 'strict-dynamic'/);
  });
}

for (const path of ["/api/backend/x", "/api/backend/", "/api/Backend/x", "/api/backend"]) {
  test(`the response of ${path} runs no script under the app's origin`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    const policy = response.headers()["content-security-policy"];
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  });
}

for (const path of API) {
  test(`the response of ${path} can neither be framed nor load anything`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    const policy = response.headers()["content-security-policy"];
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'");
  });
}

test("another site can read nothing of the sign-in page but its address", async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  const path = "/bi-authenticate?request=x";
  for (const [origin, allowed] of [
    ["null", "*"],
    ["https://other.example", undefined],
  ] as const) {
    const response = await page.request.get(path, { headers: { origin } });
    expect(response.headers()["access-control-allow-origin"]).toBe(allowed);
    expect(response.headers()["access-control-allow-credentials"]).toBeUndefined();
    if (allowed) expect(await response.json()).toEqual({ status: "ok" });
  }
  const viewed = await page.request.get(path);
  expect(viewed.headers()["access-control-allow-origin"]).toBeUndefined();
  expect(await viewed.text()).toContain("Signing you in");
});
