import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";

function control(headers: Record<string, string>, path = "/_emulator/inbox", method = "GET") {
  const { call, emulator } = createWorld();
  return call(new Request(`${emulator.origins.auth}${path}`, { method, headers }));
}

for (const host of ["localhost:4400", "127.0.0.1:4400", "[::1]:4400", "one.localhost:4400"]) {
  test(`the inbox is read under this machine's own name ${host}`, async () => {
    expect((await control({ host })).status).toBe(200);
    expect((await control({ host, origin: `http://${host}` })).status).toBe(200);
  });
}

for (const origin of [
  "https://evil.example",
  "http://localhost:3000",
  "http://127.0.0.1:4400",
  "null",
]) {
  test(`a page of ${origin} can neither read nor reset`, async () => {
    const host = "localhost:4400";
    expect((await control({ host, origin })).status).toBe(403);
    expect((await control({ host, origin }, "/_emulator/reset", "POST")).status).toBe(403);
    expect((await control({ host, origin }, "/_emulator/forms/reset", "POST")).status).toBe(403);
    expect((await control({ host, origin }, "/")).status).toBe(403);
  });
}

test("the application's page cannot read the answer of a control route", async () => {
  const answer = await control({ origin: "http://localhost:3000" });
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});
