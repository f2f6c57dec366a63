import { expect, test } from "vitest";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud({ app: "https://app.example" });

test("12: on https every cookie is Secure and bound to its host by name", async () => {
  const browser = new Browser(emulator);
  await browser.join("ada@example.com");
  const callback = await browser.answer(await browser.start());
  const response = await browser.send("GET", `${callback.pathname}${callback.search}`);
  const lines = response.headers.getSetCookie();
  expect(lines.some((line) => line.startsWith("__Host-authjs.session-token="))).toBe(true);
  for (const line of lines) {
    // Browsers refuse the prefix for a cookie with a domain, or of a sibling host.
    expect(line).toMatch(/^__Host-/);
    expect(line).toMatch(/; Path=\/(;|$)/i);
    expect(line).not.toMatch(/; Domain=/i);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; HttpOnly/i);
  }
  expect((await browser.json("GET", "/api/sessions")).status).toBe(200);
});
