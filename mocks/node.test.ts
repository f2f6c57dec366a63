import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmulator } from "./cloud/emulator.ts";
import { applicationPath, seed } from "./cloud/seed.ts";
import { createMockServer } from "./node.ts";

const origins = {
  auth: "https://auth-us.beyondidentity.com",
  api: "https://api-us.beyondidentity.com",
  app: "http://localhost:3000",
};
const server = createMockServer(createEmulator({ origins }));

beforeEach(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.close());

test("this process's own requests to the vendor's hosts are answered", async () => {
  const issuer = `${origins.auth}${applicationPath(seed.realm.id, seed.webApplication.id)}`;
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  expect((await discovery.json()).issuer).toBe(issuer);
  expect((await fetch(`${origins.api}/v1/tenants/${seed.tenant.id}`)).status).toBe(401);
});
