import { expect, test } from "vitest";
import { CHECKS } from "./checks.ts";
import { readEnvironment } from "./environment.ts";
import { runChecks } from "./run-checks.ts";
import { createSubject } from "./subject.ts";

const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/t/realms/r/applications/a";
const HEALTHY = {
  AUTH_URL: "https://app.example.com",
  // Malformed, so that the app's own list of problems ends here.
  RECHECK_SECONDS: "often",
  AUTH_SECRET: "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFG",
  BEYOND_IDENTITY_DISCOVERY: ISSUER,
  BEYOND_IDENTITY_CLIENT_ID: "client",
  BEYOND_IDENTITY_CLIENT_SECRET: "secret-of-the-client",
  BEYOND_IDENTITY_REGION: "us",
  BEYOND_IDENTITY_TENANT_ID: "t",
  BEYOND_IDENTITY_REALM_ID: "r",
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "c",
  BEYOND_IDENTITY_API_TOKEN: "token-of-the-api",
};
const CLIENT = {
  BEYOND_IDENTITY_API_TOKEN: undefined,
  BEYOND_IDENTITY_API_CLIENT_ID: "machine",
  BEYOND_IDENTITY_API_CLIENT_SECRET: "secret-of-the-machine",
};
const path = new URL(ISSUER).pathname;

/** @returns the origins that got credentials, and what the checks say */
async function leaks(change: Record<string, string | undefined>, endpoints = "") {
  const environment = readEnvironment({ ...HEALTHY, ...change }, {}, []);
  const origins = new Set<string>();
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (request.headers.has("authorization") && !pathname.startsWith("/api/")) origins.add(origin);
    if (!pathname.endsWith("openid-configuration")) {
      return Response.json({ error: "invalid_client" }, { status: 401 });
    }
    const base = endpoints || environment.issuer;
    return Response.json({
      issuer: environment.issuer,
      ...{ authorization_endpoint: `${base}/authorize`, token_endpoint: `${base}/token` },
      jwks_uri: `${environment.issuer}/jwks.json`,
    });
  };
  const machine = { nodeVersion: "24.1.0", folder: ".", now: () => Date.now() };
  const subject = createSubject(environment, machine, { send, pause: async () => undefined });
  const ids = ["issuer-discovery", "client-id", "client-secret", "api-token"];
  const outcomes = await runChecks(CHECKS, subject, ids);
  await subject.cloud.management();
  await subject.cloud.apiRefusal().catch(() => null);
  const failed = outcomes.filter(({ finding }) => finding.status === "fail");
  return { origins: [...origins].sort(), failed: failed.map(({ check }) => check.id) };
}

test.each([
  ["a foreign issuer", { BEYOND_IDENTITY_DISCOVERY: `https://evil.example${path}` }],
  ["a lookalike", { BEYOND_IDENTITY_DISCOVERY: `https://auth-us.beyondidentity.com.evil${path}` }],
  ["plain http", { BEYOND_IDENTITY_DISCOVERY: `http://auth-us.beyondidentity.com${path}` }],
])("the client secret is not sent to %s, whatever else is wrong", async (_, change) => {
  const { origins, failed } = await leaks(change);
  expect(origins).toEqual(["https://api-us.beyondidentity.com"]);
  expect(failed).toContain("issuer-discovery");
});

test.each([
  "https://evil.example",
  "http://auth-us.beyondidentity.com",
  "https://auth-eu.byndid.com",
])(
  "the client secret is not sent to endpoints at %s that the discovery document names",
  async (origin) => {
    const { origins, failed } = await leaks({}, `${origin}${path}`);
    expect(origins).toEqual(["https://api-us.beyondidentity.com"]);
    expect(failed).toContain("issuer-discovery");
  },
);

test.each([
  ["a foreign API", { BEYOND_IDENTITY_API_URL: "https://api.evil.example" }],
  ["an API over plain http", { BEYOND_IDENTITY_API_URL: "http://api-us.beyondidentity.com" }],
  ["a foreign issuer", { ...CLIENT, BEYOND_IDENTITY_API_ISSUER: `https://evil.example${path}` }],
  [
    "an issuer over plain http",
    { ...CLIENT, BEYOND_IDENTITY_API_ISSUER: `http://auth-us.beyondidentity.com${path}` },
  ],
])("neither a token nor the secret of the machine client is sent to %s", async (_, change) => {
  const { origins } = await leaks(change);
  expect(origins).toEqual(["https://auth-us.beyondidentity.com"]);
});

test("a host that the operator trusts gets them", async () => {
  const { origins } = await leaks({
    BEYOND_IDENTITY_TRUSTED_HOSTS: "auth.example.com, api.example.com",
    BEYOND_IDENTITY_DISCOVERY: `https://auth.example.com${path}`,
    BEYOND_IDENTITY_API_URL: "https://api.example.com",
  });
  expect(origins).toEqual(["https://api.example.com", "https://auth.example.com"]);
});
