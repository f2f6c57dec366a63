import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { targetOfEnvironment } from "./environment.ts";

const PATH = "/v1/tenants/t/realms/r/applications/a";
const TENANT = {
  AUTH_URL: "http://localhost:3000",
  BEYOND_IDENTITY_DISCOVERY: `https://auth-us.beyondidentity.com${PATH}`,
  BEYOND_IDENTITY_CLIENT_ID: "client",
  BEYOND_IDENTITY_CLIENT_SECRET: "secret",
  BEYOND_IDENTITY_REGION: "us",
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "c",
  BEYOND_IDENTITY_API_CLIENT_ID: "machine",
  BEYOND_IDENTITY_API_CLIENT_SECRET: "secret-of-the-machine",
  BEYOND_IDENTITY_API_ISSUER: `https://auth-us.beyondidentity.com${PATH}`,
};

function target(change: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lines = Object.entries({ ...TENANT, ...change }).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(folder, ".env"), lines.join("\n"));
  return targetOfEnvironment(folder);
}

test("the vendor's hosts, this machine's and trusted ones get secrets", () => {
  expect(target({}).apiOrigin).toBe("https://api-us.beyondidentity.com");
  const local = { BEYOND_IDENTITY_DISCOVERY: `http://localhost:4400${PATH}` };
  expect(target(local).issuer).toBe(local.BEYOND_IDENTITY_DISCOVERY);
  const own = { BEYOND_IDENTITY_API_URL: "https://api.example.com" };
  expect(
    target({ ...own, BEYOND_IDENTITY_TRUSTED_HOSTS: "a.example, api.example.com" }),
  ).toMatchObject({ apiOrigin: "https://api.example.com" });
});

test.each([
  ["BEYOND_IDENTITY_DISCOVERY", `https://evil.example${PATH}`],
  ["BEYOND_IDENTITY_DISCOVERY", `https://auth-us.beyondidentity.com.evil.example${PATH}`],
  ["BEYOND_IDENTITY_API_URL", "https://api.evil.example"],
  ["BEYOND_IDENTITY_API_ISSUER", `https://evil.example${PATH}`],
])("no secret goes to another host: %s=%s", (name, value) => {
  expect(() => target({ [name]: value })).toThrow(
    new RegExp(`^${name} .*not a Beyond Identity host`),
  );
});
