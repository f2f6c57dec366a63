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

for (const path of [
  "/bi-authenticate?request=x",
  "/api/auth/callback/beyondidentity?error=x&state=y",
]) {
  test(`another site can read nothing of ${path} but its address`, async ({ page }) => {
    await join(page, newAddress());
    const read = (headers: Record<string, string>) =>
      page.request.get(path, { headers, maxRedirects: 0 });
    const followed = await read({ origin: "null" });
    expect(followed.headers()["access-control-allow-origin"]).toBe("*");
    expect(followed.headers()["access-control-allow-credentials"]).toBeUndefined();
    expect(followed.headers()["set-cookie"]).toBeUndefined();
    expect(await followed.json()).toEqual({ status: "ok" });
    const others: Record<string, string>[] = [
      {},
      { origin: "https://other.example" },
      { origin: "null", "sec-fetch-mode": "navigate" },
    ];
    for (const other of others) {
      const response = await read(other);
      expect(response.headers()["access-control-allow-origin"]).toBeUndefined();
      expect(await response.text()).not.toBe('{"status":"ok"}');
    }
  });
}
