import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../e2e/support/test.ts";
import { copyWithout } from "./support/copy-without.ts";
import { completeJourney } from "./support/journey.ts";
import { build, whileServed } from "./support/served-folder.ts";

const PLACE = { port: 3685, emulatorPort: 4975 };

test("without proxy.ts, every access is checked all the same", async ({ page }) => {
  test.setTimeout(15 * 60_000);
  const folder = copyWithout([]);
  try {
    rmSync(join(folder, "proxy.ts"));
    build(folder);
    await whileServed(folder, PLACE, async ({ app, emulator }) => {
      await completeJourney(page, { app, emulator });
      const ask = async (path: string, init: RequestInit = {}) =>
        fetch(`${app}${path}`, { redirect: "manual", ...init });

      const account = await ask("/account");
      expect([account.status, account.headers.get("location")]).toEqual([307, "/sign-in"]);
      // No session, and no way to pretend that the proxy let the request pass.
      const marks = { "x-page-is-prepared": "yes", "x-middleware-subrequest": "proxy:proxy:proxy" };
      expect((await ask("/account", { headers: marks })).status).toBe(307);
      for (const path of ["/api/sessions", "/api/passkeys", "/api/backend/me"]) {
        expect((await ask(path)).status, path).toBe(401);
      }
      const origin = "https://evil.example";
      const form = { method: "POST", headers: { origin }, body: new URLSearchParams() };
      expect((await ask("/api/auth/signout", form)).status).toBe(403);
      const own = await ask("/account", { headers: { "x-requested-path": "//evil.example/" } });
      expect(own.headers.get("location")).toBe("/sign-in");

      // Plain page views keep their policy. What only the proxy does is gone, as docs/deploy.md says.
      expect((await ask("/sign-in")).headers.get("content-security-policy")).toContain("'nonce-");
      expect((await ask("/bind")).headers.get("content-security-policy")).toBeNull();
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
