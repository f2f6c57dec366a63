import { existsSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ProvisionWorld } from "../../tests/support/provision-world.ts";
import { runProvision } from "./run.ts";

/** A run that ends with 1 and a reason, and changes nothing in the cloud or in the file. */
async function refusal(tenant: ProvisionWorld, flags: string[] = [], io = {}) {
  const before = [JSON.stringify(tenant.world), existsSync(tenant.envFile) && tenant.text];
  const { code, report } = await tenant.run(["--yes", ...flags], io);
  const after = [JSON.stringify(tenant.world), existsSync(tenant.envFile) && tenant.text];
  expect([code, report.changed, report.actions, after]).toEqual([1, false, [], before]);
  return { code: report.code, error: report.error };
}

function copy<T extends { id: string }>(items: T[], changes: object): void {
  const [first] = items;
  if (first) items.push({ ...structuredClone(first), ...changes });
}

test("two objects of one name are told apart by a flag", async () => {
  const tenant = new ProvisionWorld("starter");
  const realm = ["--realm", "Acme Customers"];
  const { applications, authenticator_configs: configs, realms } = tenant.world;
  copy(applications, { id: "second" });
  expect(await refusal(tenant, realm)).toEqual({
    code: "ambiguous",
    error: expect.stringMatching(/second.*--application ID/),
  });
  expect((await tenant.run(["--dry-run", ...realm, "--application", "second"])).code).toBe(0);
  copy(configs, { id: "third", display_name: "New" });
  copy(configs, { id: "fourth", display_name: "New" });
  expect((await refusal(tenant, [...realm, "--name", "New"])).error).toContain(
    "--authenticator-config ID",
  );
  copy(realms, { id: "fifth" });
  expect((await refusal(tenant, realm)).error).toMatch(/fifth.*--realm ID/);
});

test("two of one name are told apart by a flag, also where a run before has made one of them", async () => {
  const tenant = new ProvisionWorld();
  const flags = ["--resource-server", "https://api.example", "--scopes", "a"];
  await tenant.run(["--yes", ...flags]);
  const { world } = tenant;
  const { realms, applications, authenticator_configs: configs, resource_servers: servers } = world;
  const inRealm = applications.filter(({ realm_id: id }) => id === realms[1]?.id);
  const made: [flag: string, all: { id: string }[], item: { id: string } | undefined][] = [
    ["--realm", realms, realms.at(-1)],
    ["--application", applications, inRealm[0]],
    ["--api-client", applications, applications.at(-1)],
    ["--authenticator-config", configs, configs.at(-1)],
    ["--resource-server", servers, servers.at(-1)],
  ];
  for (const [flag, all, item] of made) {
    if (!item) throw new Error(`nothing was made for ${flag}`);
    all.push({ ...structuredClone(item), id: "twin" });
    const { code, error } = await refusal(tenant, flags);
    expect([code, error]).toEqual(["ambiguous", expect.stringContaining(`${flag} ID`)]);
    expect(error).toContain(`${item.id}, twin`);
    const chosen = await tenant.run([...flags, flag, item.id]);
    expect([flag, chosen.code, chosen.report.changed]).toEqual([flag, 0, false]);
    all.pop();
  }
});

test("a name that differs only in upper and lower case is neither taken nor made again", async () => {
  const tenant = new ProvisionWorld("starter");
  expect((await refusal(tenant, ["--realm", "acme CUSTOMERS"])).error).toContain("--realm ID");
  const lower = ["--realm", "Acme Customers", "--name", "passkey starter"];
  expect((await refusal(tenant, lower)).error).toMatch(/only in upper and lower case.*--name/);
  copy(tenant.world.applications, { id: "second", display_name: "passkey starter" });
  expect((await tenant.run(["--realm", "Acme Customers"])).report.actions[2]).toMatchObject({
    ...{ action: "keep", name: "Passkey Starter" },
  });
});

test.each([
  ["an unknown id", ["--realm", "0123456789abcdef"], "unknown_realm", "no realm with the id"],
  ["the admin realm", ["--realm", "Beyond Identity Admin"], "admin_realm", "--realm"],
  [
    "a hosted application",
    ["--realm", "Acme Customers", "--name", "Passkey Starter (hosted)"],
    "unsuitable",
    "hosted_web",
  ],
  [
    "the embedded one, for hosted",
    ["--realm", "Acme Customers", "--authenticator", "hosted"],
    "unsuitable",
    "--name",
  ],
  [
    "an unknown application",
    ["--realm", "Acme Customers", "--application", "none"],
    "ambiguous",
    "none",
  ],
])("%s is refused", async (_, flags, code, words) => {
  expect(await refusal(new ProvisionWorld("starter"), flags)).toEqual({
    ...{ code, error: expect.stringContaining(words) },
  });
});

test("a managed object, a public client and a shared configuration are refused with the flag that helps", async () => {
  const tenant = new ProvisionWorld("starter");
  const realm = ["--realm", "Acme Customers"];
  const [web] = tenant.world.applications;
  if (!web) throw new Error("no application");
  web.is_managed = true;
  expect(await refusal(tenant, realm)).toEqual({
    code: "managed",
    error: expect.stringContaining("--name"),
  });
  web.is_managed = false;
  copy(tenant.world.applications, { id: "second", display_name: "Other" });
  const moved = [...realm, "--app-url", "https://other.example"];
  expect((await refusal(tenant, moved)).error).toMatch(/Other applications use.*--name/);
  web.protocol_config.confidentiality = "public";
  expect((await refusal(tenant, realm)).error).toContain("not a confidential");
  const [server] = tenant.world.resource_servers;
  if (server) server.is_managed = true;
  const api = ["--resource-server", server?.identifier ?? "", "--name", "New"];
  expect((await refusal(tenant, [...realm, ...api])).code).toBe("managed");
});

test("a missing scope is named before anything is made", async () => {
  const tenant = new ProvisionWorld();
  const reads = "realms:read applications:read authenticator-configs:read";
  const withScopes = async (scopes: string) => ({
    variables: { BEYOND_IDENTITY_API_TOKEN: await tenant.token(scopes) },
  });
  const all = await refusal(tenant, ["--theme", "Acme"], await withScopes("realms:read"));
  for (const scope of [
    ...["applications:read", "authenticator-configs:read", "themes:read"],
    ...["realms:create", "applications:create", "authenticator-configs:create", "themes:create"],
  ]) {
    expect(all.error).toContain(scope);
  }
  expect(await refusal(tenant, [], await withScopes(`${reads} realms:create`))).toEqual({
    code: "missing_scope",
    error: expect.stringContaining("authenticator-configs:create, applications:create"),
  });
});

test.each([403, 400])(
  "a tenant that may make no realm (%i) is told so, with the flag",
  async (status) => {
    const tenant = new ProvisionWorld();
    const send = async (request: Request) =>
      request.method === "POST" && request.url.endsWith("/realms")
        ? Response.json({ code: "forbidden", message: "forbidden" }, { status })
        : tenant.send(request);
    expect(await refusal(tenant, [], { send })).toEqual({
      ...{ code: "realms_not_allowed", error: expect.stringMatching(/early access.*--realm ID/) },
    });
  },
);

test("an object that is in the way is named by the id in the 409", async () => {
  const tenant = new ProvisionWorld();
  const send = async (request: Request) => {
    const response = await tenant.send(request);
    return request.method === "GET" && request.url.includes("/realms?")
      ? Response.json({ realms: [], total_size: 0 })
      : response;
  };
  const flags = ["--realm", "beyond identity admin"];
  expect((await refusal(tenant, flags, { send })).error).toContain(tenant.world.realms[0]?.id);
});

test.each([
  ["BEYOND_IDENTITY_CLIENT_ID", "another"],
  ["BEYOND_IDENTITY_TENANT_ID", "another"],
  ["BEYOND_IDENTITY_REALM_ID", "another"],
  ["BEYOND_IDENTITY_APPLICATION_CONFIG_ID", "another"],
  [
    "BEYOND_IDENTITY_DISCOVERY",
    "https://auth-us.beyondidentity.com/v1/tenants/a/realms/b/applications/c",
  ],
])("a file whose %s is another application's is refused, with --yes too", async (name, value) => {
  const tenant = new ProvisionWorld();
  writeFileSync(tenant.envFile, `export ${name}='${value}'\n`);
  expect(await refusal(tenant)).toEqual({
    code: "foreign_file",
    error: expect.stringContaining(name),
  });
});

test("a file of another tenant, and one with too much for Hosted Web, are refused", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  expect((await refusal(tenant, ["--authenticator", "hosted"])).code).toBe("foreign_file");
  writeFileSync(tenant.envFile, tenant.text.replace('{"tenant":"0001', '{"tenant":"0002'));
  expect((await refusal(tenant)).code).toBe("other_tenant");
});

test("a file that cannot be written stops the command before the cloud is asked to make anything", async () => {
  const tenant = new ProvisionWorld();
  for (const path of ["/proc/.env.local", `${tenant.folder}/none/.env`, tenant.folder]) {
    tenant.calls.length = 0;
    expect((await refusal(tenant, ["--env-file", path])).error).toContain(path);
    expect(
      tenant.calls.filter((call) => call.startsWith("POST /realms") && !call.endsWith("/token")),
    ).toEqual([]);
  }
});

test.each([
  [["--token", "SECRET"], "unknown flag"],
  [["SECRET"], "unknown flag"],
  [["--authenticator", "SECRET"], "embedded or hosted"],
  [["--scopes", "a"], "--resource-server"],
  [["--yes=SECRET"], "--yes is used wrongly"],
  [["--app-url", "http://SECRET.example"], "https"],
  [["--app-url", "https://app.example/path"], "without a path"],
  [["--name", " "], "--name is empty"],
  [["--application", ""], "--application is empty"],
  [["--resource-server", "", "--scopes", "a"], "--resource-server is empty"],
  [["--logo-url", "https://app.example/SECRET"], "need --theme"],
  [["--theme", "<SECRET>"], "--theme must be"],
  [["--theme", "SECRET".repeat(11)], "--theme must be"],
  [["--theme", "Acme", "--logo-url", "http://SECRET.example"], "--logo-url must be an https"],
  [["--theme", "Acme", "--support-url", "SECRET"], "--support-url must be an https"],
])("%s is a wrong use, and no value is shown", async (flags, words) => {
  let said = "";
  const write = (text: string) => {
    said += text;
  };
  const code = await runProvision({
    ...{ arguments: ["--json", ...flags], variables: {}, prompts: null },
    ...{ readInput: async () => "", writeOutput: write, writeError: write },
    signal: new AbortController().signal,
  });
  expect([code, said]).toEqual([2, expect.stringContaining(words)]);
  expect(said).toContain('"changed":false');
  expect(said).not.toContain("SECRET");
});

test("without a token, or with one that is no JWT, it is used wrongly", async () => {
  const tenant = new ProvisionWorld();
  for (const [variables, flags, input] of [
    [{}, [], "SECRET"],
    [{ BEYOND_IDENTITY_API_TOKEN: "SECRET" }, [], ""],
    [{}, ["--token-stdin"], "\n"],
    [{}, ["--token-stdin"], "SECRET.SECRET"],
  ] as const) {
    const run = await tenant.run([...flags], { variables, readInput: async () => input });
    expect([run.code, run.report.error]).toEqual([2, expect.any(String)]);
    expect(run.output + run.error).not.toContain("SECRET");
  }
  const token = await tenant.token();
  const io = { variables: {}, readInput: async () => `${token}\n` };
  expect((await tenant.run(["--token-stdin"], io)).code).toBe(0);
});
