import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";

test("the script of the hosted pages holds the whole SDK", async () => {
  const { call, emulator } = createWorld();
  const response = await call(new Request(`${emulator.origins.auth}/authenticator/page.js`));
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(6_000_000);
});
