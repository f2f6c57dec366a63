import { expect, test } from "vitest";
import { createWorld } from "../tests/support/emulator-world.ts";
import { publishedOperations } from "./published-operations.ts";

async function ask(method: string, path: string) {
  const { call, emulator } = createWorld();
  const response = await call(new Request(`${emulator.origins.api}${path}`, { method }));
  return { status: response.status, body: await response.json(), emulator };
}

test("every operation of the API reference is known", () => {
  expect(new Set(publishedOperations).size).toBe(107);
});

/** What the emulator declines: another directory protocol, and the platform's own sign-in to other applications. */
const DECLINED = /\/scim\/|sso-configs|identity-providers|flow-type-config/;
test("each published operation is either emulated or answered with 501 that names it", async () => {
  const { call, emulator } = createWorld();
  const emulated: string[] = [];
  for (const operation of publishedOperations.slice(0, 104)) {
    const [method = "", template = ""] = operation.split(" ");
    const path = template.replace(/\{\w+\}/g, "abc");
    const url = `${emulator.origins.api}${path}`;
    const response = await call(new Request(url, { method }));
    const { code, message } = await response.json();
    if (response.status === 401) emulated.push(operation);
    else
      expect({ code, message }).toEqual({
        code: "not_implemented",
        message: `${operation} is not emulated`,
      });
  }
  expect(emulated).toEqual(
    publishedOperations.slice(0, 104).filter((name) => !DECLINED.test(name)),
  );
  expect(emulated).toHaveLength(66);
}, 60_000);

test("an unknown path is not found", async () => {
  const { status, body } = await ask("GET", "/v1/nowhere");
  expect(status).toBe(404);
  expect(body).toEqual({ code: "not_found", message: "not found" });
});

test("both are in the journal with a reason", async () => {
  const unknown = await ask("GET", "/v1/nowhere");
  expect(unknown.emulator.journal.entries()).toMatchObject([
    { status: 404, reason: "no operation matches GET /v1/nowhere" },
  ]);
  const published = await ask("GET", "/v1/tenants/abc/realms/def/flow-type-config");
  expect(published.emulator.journal.entries()).toMatchObject([
    { status: 501, reason: expect.stringMatching(/flow-type-config is not emulated$/) },
  ]);
});
