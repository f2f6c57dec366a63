import { statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env/env";
import { ProvisionWorld } from "../../tests/support/provision-world.ts";
import { variablesIn } from "../env-file/variables.ts";
import { APP_SCOPES } from "./steps/api-client.ts";

const FIVE = [
  ...["AUTH_SECRET", "AUTH_URL", "BEYOND_IDENTITY_CLIENT_ID", "BEYOND_IDENTITY_CLIENT_SECRET"],
  "BEYOND_IDENTITY_DISCOVERY",
];

test("a blank tenant gets what the app needs, and the app accepts the file", async () => {
  const tenant = new ProvisionWorld();
  const { code, report } = await tenant.run([]);
  expect([code, report.changed, report.env_file.action]).toEqual([0, true, "create"]);
  expect(report.actions.map(({ action, kind, name }) => [action, kind, name])).toEqual([
    ["create", "realm", "Passkey Starter"],
    ["create", "authenticator-config", "Passkey Starter"],
    ["create", "application", "Passkey Starter"],
    ["create", "application", expect.stringContaining("Passkey Starter server")],
  ]);
  const [web, server] = tenant.world.applications.slice(-2);
  const env = parseEnv(variablesIn(tenant.text));
  expect(env).toMatchObject({
    appOrigin: "http://localhost:3000",
    clientId: web?.protocol_config.client_id,
    clientSecret: web?.protocol_config.client_secret,
    management: {
      authenticatorConfigId: web?.authenticator_config_id,
      credentials: { clientId: server?.protocol_config.client_id },
    },
  });
  expect(web?.protocol_config).toMatchObject({
    redirect_uris: ["http://localhost:3000/api/auth/callback/beyondidentity"],
    ...{ pkce: "s256", confidentiality: "confidential", grant_type: ["authorization_code"] },
    token_configuration: { subject_field: "id" },
  });
  expect(tenant.world.authenticator_configs[0]?.config).toMatchObject({
    ...{ type: "embedded", invoke_url: "http://localhost:3000", invocation_type: "automatic" },
    trusted_origins: ["http://localhost:3000"],
  });
  expect(server?.protocol_config.allowed_scopes).toEqual(APP_SCOPES);
  expect(statSync(tenant.envFile).mode & 0o777).toBe(0o600);
  expect(report.checklist.map(({ where }) => where).join()).toContain("Refresh Token");
});

test("a second run changes nothing, in the cloud and in the file, and asks for no yes", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  const [world, text] = [JSON.stringify(tenant.world), tenant.text];
  tenant.calls.length = 0;
  const { code, report, error } = await tenant.run([]);
  expect([code, report.changed, report.env_file.action]).toEqual([0, false, "keep"]);
  expect(new Set(report.actions.map(({ action }) => action))).toEqual(new Set(["keep"]));
  expect(error).toContain("Nothing changed");
  expect([JSON.stringify(tenant.world), tenant.text]).toEqual([world, text]);
  expect(
    tenant.calls.filter((call) => !call.startsWith("GET") && !call.endsWith("/token")),
  ).toEqual([]);
});

test("Hosted Web gets the five names alone, and no client for the management API", async () => {
  const tenant = new ProvisionWorld();
  const { code } = await tenant.run(["--authenticator", "hosted"]);
  expect([code, Object.keys(variablesIn(tenant.text)).toSorted()]).toEqual([0, FIVE]);
  expect(parseEnv(variablesIn(tenant.text)).management).toBeNull();
  expect(tenant.world.applications).toHaveLength(2);
  expect(tenant.world.authenticator_configs[0]?.config).toMatchObject({
    ...{ type: "hosted_web", trusted_origins: ["http://localhost:3000"] },
    authentication_methods: expect.arrayContaining([{ type: "software_passkey" }]),
  });
  expect((await tenant.run(["--authenticator", "hosted"])).report.changed).toBe(false);
});

test("a resource server is made, and a later run adds scopes to it and to the application", async () => {
  const tenant = new ProvisionWorld();
  const server = ["--resource-server", "https://api.example"];
  await tenant.run([...server, "--scopes", "a:read"]);
  const { code, report } = await tenant.run(["--yes", ...server, "--scopes", "b:read  a:read"]);
  expect([code, report.actions.filter(({ action }) => action === "update").length]).toEqual([0, 2]);
  expect(tenant.world.resource_servers.at(-1)).toMatchObject({
    ...{ identifier: "https://api.example", scopes: ["a:read", "b:read"] },
  });
  const web = tenant.world.applications.find(
    ({ display_name }) => display_name === "Passkey Starter",
  );
  expect(web?.protocol_config.allowed_scopes).toEqual(["a:read", "b:read"]);
  expect((await tenant.run([...server, "--scopes", "a:read b:read"])).report.changed).toBe(false);
});

test("what others added survives, and what the app lacks is added after a yes", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  const web = tenant.world.applications.find(
    ({ display_name }) => display_name === "Passkey Starter",
  );
  const [config] = tenant.world.authenticator_configs;
  if (!web || config?.config.type !== "embedded") throw new Error("not provisioned");
  web.protocol_config.redirect_uris = ["https://other.example/callback?a=b"];
  web.protocol_config.pkce = "disabled";
  config.config.trusted_origins = ["https://other.example"];
  config.config.authentication_methods = [{ type: "email_one_time_password" }];
  const before = JSON.stringify(tenant.world);
  const refused = await tenant.run([]);
  expect([refused.code, refused.report.code, JSON.stringify(tenant.world)]).toEqual([
    2,
    "not_confirmed",
    before,
  ]);
  expect((await tenant.run()).code).toBe(0);
  expect(web.protocol_config).toMatchObject({
    redirect_uris: [
      "https://other.example/callback?a=b",
      "http://localhost:3000/api/auth/callback/beyondidentity",
    ],
    ...{ pkce: "s256", client_secret: variablesIn(tenant.text).BEYOND_IDENTITY_CLIENT_SECRET },
  });
  expect(config.config).toMatchObject({
    trusted_origins: ["https://other.example", "http://localhost:3000"],
    authentication_methods: [
      { type: "email_one_time_password" },
      { type: "webauthn_passkey" },
      { type: "software_passkey" },
    ],
  });
});

test("the realm and the application of the starter are taken as they are, with their configuration", async () => {
  const tenant = new ProvisionWorld("starter");
  const { report } = await tenant.run(["--realm", "Acme Customers"]);
  expect(report.actions.map(({ action }) => action)).toEqual(["keep", "keep", "keep", "create"]);
  const byId = await tenant.run(["--realm", tenant.world.realms[0]?.id ?? ""]);
  expect(byId.report.changed).toBe(false);
});

test("the file keeps what is in it, an own secret and own API credentials included", async () => {
  const tenant = new ProvisionWorld();
  const before = [
    "\uFEFF# Ours",
    'NEXTAUTH_URL="http://localhost:3000/"',
    "NEXTAUTH_SECRET='a b c'",
    "BEYOND_IDENTITY_CLIENT_ID=   # to come",
    "BEYOND_IDENTITY_DISCOVERY=https://auth-us.beyondidentity.com/v1/tenants/TENANT/realms/REALM/applications/APPLICATION/.well-known/openid-configuration",
    "BEYOND_IDENTITY_API_TOKEN=own",
    "FOREIGN=1",
  ].join("\r\n");
  writeFileSync(tenant.envFile, before);
  expect((await tenant.run()).code).toBe(0);
  const kept = before.split("\r\n").filter((line) => !/CLIENT_ID|DISCOVERY/.test(line));
  for (const line of kept) expect(tenant.text.split("\r\n")).toContain(line);
  expect(tenant.text).toMatch(/\r\nBEYOND_IDENTITY_CLIENT_ID=[\w-]{24} {3}# to come\r\n/);
  expect(variablesIn(tenant.text)).not.toHaveProperty("AUTH_URL");
  expect(variablesIn(tenant.text)).not.toHaveProperty("BEYOND_IDENTITY_API_CLIENT_ID");
  expect(tenant.text.replaceAll("\r\n", "")).not.toContain("\n");
});

test("an object on the last page of a list is found", async () => {
  const tenant = new ProvisionWorld("starter");
  const { applications } = tenant.world;
  const [first] = applications;
  if (!first) throw new Error("no application");
  const more = Array.from({ length: 230 }, (_, index) => ({
    ...structuredClone(first),
    ...{ id: `other-${index}`, display_name: `Other ${index}` },
  }));
  applications.unshift(...more);
  const { report } = await tenant.run(["--realm", "Acme Customers"]);
  expect(report.actions[2]).toMatchObject({ action: "keep", id: first.id });
});

test("a cloud that asks to wait is waited for, and one that fails is asked again", async () => {
  const tenant = new ProvisionWorld();
  const { faults } = tenant.emulator;
  faults.plant({ match: { method: "GET", path: "/realms" }, status: 503, times: 2 });
  const busy = { method: "POST", path: "/authenticator-configs" };
  faults.plant({ match: busy, status: 429, retry_after: 7, times: 1 });
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => pauses.push(milliseconds);
  const { code, error } = await tenant.run(["--yes"], { pause });
  expect([code, pauses]).toEqual([0, [500, 1_000, 7_000]]);
  expect(error).toContain("Beyond Identity asks to wait. Waiting 7 s");
  expect(tenant.world.authenticator_configs).toHaveLength(1);
});
