import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

const realm = "https://auth-us.beyondidentity.com/v1/tenants/t/realms/r";
const endpoints = [
  `${realm}/identities/i/credential-binding-jobs/j:getInfo`,
  `${realm}/identities/i/credential-binding-jobs/j:bind`,
  `${realm}/applications/a/bi-authenticate`,
  `${realm}/applications/a/credential-binding-jobs`,
];

function ask(endpoint: string, origin: string): Promise<Response> {
  const headers = { origin, "access-control-request-method": "POST" };
  return createDeviceWorld().call(new Request(endpoint, { method: "OPTIONS", headers }));
}

test.each(endpoints)("the application's pages may call %s", async (endpoint) => {
  const response = await ask(endpoint, "http://localhost:3000");
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
  expect(response.headers.get("access-control-allow-methods")).toBe("POST");
  expect(response.headers.get("access-control-allow-headers")).toBe(
    "authorization, content-type, x-correlation-id",
  );
  expect(response.headers.get("vary")).toBe("Origin");
});

test.each(endpoints)("no other site's pages may call %s", async (endpoint) => {
  const response = await ask(endpoint, "https://evil.example");
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(response.headers.get("access-control-allow-headers")).toBeNull();
});

test("a planted fault applies to the call itself", async () => {
  const { call, link, emulator } = createDeviceWorld();
  emulator.faults.plant({ match: { path: ":getInfo" }, status: 503, times: 1 });
  const address = link().replace(/:invokeAuthenticator.*/, ":getInfo");
  const origin = "http://localhost:3000";
  await call(new Request(address, { method: "OPTIONS", headers: { origin } }));
  const response = await call(new Request(address, { method: "POST", headers: { origin } }));
  expect(response.status).toBe(503);
  expect(response.headers.get("access-control-allow-origin")).toBe(origin);
});
