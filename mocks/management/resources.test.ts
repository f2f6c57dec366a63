import { expect, test } from "vitest";
import { createManagementWorld, SPEC } from "../../tests/support/management-world.ts";
import { seed } from "../cloud/seed.ts";

const realm = `/realms/${seed.realm.id}`;
const oidc = { type: "oidc", grant_type: ["authorization_code"] };
const embedded = {
  ...{ type: "embedded", invoke_url: "https://app.example" },
  trusted_origins: ["https://app.example"],
};

/** Each resource: where, its envelope, a body, a change of it, and what is left as it was. */
const resources = [
  {
    ...{ path: "/realms", name: "realm" },
    body: { display_name: "Another", classification: "SECURE_WORKFORCE" },
    change: { display_name: "Renamed" },
    kept: { classification: "SECURE_WORKFORCE" },
  },
  {
    path: `${realm}/applications`,
    name: "application",
    body: {
      display_name: "Another",
      protocol_config: { ...oidc, redirect_uris: ["https://app.example/callback"] },
    },
    change: { protocol_config: { pkce: "s256" } },
    kept: {
      display_name: "Another",
      protocol_config: { redirect_uris: ["https://app.example/callback"] },
    },
  },
  {
    path: `${realm}/authenticator-configs`,
    name: "authenticator_config",
    body: { display_name: "Another", config: embedded },
    change: { config: { invocation_type: "manual" } },
    kept: { display_name: "Another", config: embedded },
  },
  {
    path: `${realm}/resource-servers`,
    name: "resource_server",
    body: { display_name: "Another", identifier: "https://api.example", scopes: ["a:read"] },
    change: { scopes: ["a:read", "a:write"] },
    kept: { display_name: "Another", identifier: "https://api.example" },
  },
  {
    ...{ path: `${realm}/groups`, name: "group" },
    body: { display_name: "Another" },
    change: { display_name: "Renamed" },
    kept: {},
  },
  {
    path: `${realm}/resource-servers/${seed.resourceServer.id}/roles`,
    name: "role",
    body: { display_name: "Another" },
    change: { display_name: "Renamed" },
    kept: { resource_server_id: seed.resourceServer.id },
  },
] as const;

for (const { path, name, body, change, kept } of resources) {
  const list = path.split("/").at(-1)?.replaceAll("-", "_") ?? "";

  test(`${path}: created, read, listed, changed in part and deleted, ${SPEC}`, async () => {
    const { ask, realm: place } = createManagementWorld();
    const { body: before } = await ask("GET", path);
    const sent = { ...body, id: "chosen", tenant_id: "chosen", realm_id: "chosen" };
    const { status, body: made } = await ask("POST", path, { [name]: sent });
    expect([status, made]).toMatchObject([200, { ...body, tenant_id: seed.tenant.id }]);
    expect(made.id).not.toBe("chosen");
    if (name !== "realm") expect(`/realms/${made.realm_id}`).toBe(place);
    expect((await ask("GET", `${path}/${made.id}`)).body).toEqual(made);
    const { body: after } = await ask("GET", path);
    expect(after.total_size).toBe(before.total_size + 1);
    expect(after[list]).toContainEqual(made);
    const { body: changed } = await ask("PATCH", `${path}/${made.id}`, { [name]: change });
    expect(changed).toMatchObject({ ...kept, id: made.id });
    expect(changed).toMatchObject(change);
    expect((await ask("GET", `${path}/${made.id}`)).body).toEqual(changed);
    expect(await ask("DELETE", `${path}/${made.id}`)).toEqual({ status: 200, body: undefined });
    expect((await ask("GET", `${path}/${made.id}`)).status).toBe(404);
    expect((await ask("GET", path)).body).toEqual(before);
  });

  test(`${path}: pages keep their size and contain each item once`, async () => {
    const { ask } = createManagementWorld();
    const copies = [1, 2, 3].map((number) => ({
      ...body,
      ...(name === "realm" ? { display_name: `Realm ${number}` } : {}),
      ...(name === "resource_server" ? { identifier: `https://${number}.example` } : {}),
    }));
    for (const copy of copies) await ask("POST", path, { [name]: copy });
    const { total_size } = (await ask("GET", path)).body;
    const ids: string[] = [];
    let query = "?page_size=2";
    while (query) {
      const { body: page } = await ask("GET", `${path}${query}`);
      expect(page[list].length).toBeLessThanOrEqual(2);
      ids.push(...page[list].map(({ id }: { id: string }) => id));
      query = page.next_page_token ? `?page_token=${page.next_page_token}` : "";
    }
    expect([ids.length, new Set(ids).size]).toEqual([total_size, total_size]);
    expect((await ask("GET", `${path}?page_token=made-up`)).status).toBe(400);
  });

  test(`${path}: the body must have its envelope and its fields`, async () => {
    const { ask } = createManagementWorld();
    const { id } = (await ask("POST", path, { [name]: body })).body;
    for (const [method, place] of [
      ["POST", path],
      ["PATCH", `${path}/${id}`],
    ] as const) {
      const violations = async (sent: unknown) =>
        (await ask(method, place, sent)).body.details[0].field_violations;
      expect(await violations(body)).toContainEqual({ field: name, description: "missing" });
      expect(await violations({ [name]: { ...body, display_name: "" } })).toContainEqual({
        field: `${name}.display_name`,
        description: "empty string",
      });
    }
  });
}

test(`the tenant is read and renamed, ${SPEC}`, async () => {
  const { ask } = createManagementWorld();
  expect((await ask("GET", "")).body).toMatchObject({ id: seed.tenant.id, display_name: "Acme" });
  const renamed = await ask("PATCH", "", { tenant: { display_name: "Apex", id: "chosen" } });
  expect(renamed.body).toMatchObject({ id: seed.tenant.id, display_name: "Apex" });
  expect((await ask("GET", "")).body).toEqual(renamed.body);
  expect(await ask("PATCH", "", { tenant: { display_name: "" } })).toMatchObject({
    status: 400,
    body: { details: [{ field_violations: [{ field: "tenant.display_name" }] }] },
  });
});

test(`a change of the tenant or a realm names known fields alone, ${SPEC}`, async () => {
  const { ask } = createManagementWorld();
  const old = "2020-01-01T00:00:00.000Z";
  const readOnly = { id: "chosen", create_time: old, update_time: old };
  for (const [place, name, more] of [
    ["", "tenant", {}],
    [realm, "realm", { tenant_id: "chosen", classification: "SECURE_CUSTOMER" }],
  ] as const) {
    const before = (await ask("GET", place)).body;
    const unknown = { display_name: "Apex", owner: "Ada" };
    for (const [sent, fields] of [
      [{ [name]: unknown }, [`${name}.owner`]],
      [{ [name]: { ...unknown, color: "red" } }, [`${name}.owner`, `${name}.color`]],
      [{ [name]: { display_name: "Apex" }, mask: "*" }, ["mask"]],
    ] as const) {
      expect(await ask("PATCH", place, sent)).toMatchObject({
        status: 400,
        body: {
          ...{ code: "bad_request", message: "invalid parameters" },
          details: [
            {
              type: "FieldViolations",
              field_violations: fields.map((field) => ({ field, description: "unknown field" })),
            },
          ],
        },
      });
    }
    expect((await ask("GET", place)).body).toEqual(before);
    const sent = { [name]: { ...readOnly, ...more, display_name: "Apex" } };
    const { status, body } = await ask("PATCH", place, sent);
    expect([status, body]).toMatchObject([200, { id: before.id, display_name: "Apex" }]);
    expect([body.create_time, body.update_time]).not.toContain(old);
  }
});

const inTheWay = (resource_type: string, id: string) => ({
  status: 409,
  body: { code: "conflict", details: [{ type: "ResourceInfo", resource_type, id }] },
});

test("a realm is deleted only when nothing is in it, and its name is its own", async () => {
  const { ask } = createManagementWorld();
  expect(await ask("DELETE", realm)).toMatchObject({
    ...{ status: 409, body: { message: "realm has children" } },
  });
  const { id } = (await ask("POST", "/realms", { realm: { display_name: "New" } })).body;
  const again = { realm: { display_name: "new" } };
  expect(await ask("POST", "/realms", again)).toMatchObject(inTheWay("Realm", id));
  expect(await ask("PATCH", realm, again)).toMatchObject(inTheWay("Realm", id));
  expect((await ask("PATCH", `/realms/${id}`, again)).status).toBe(200);
  for (const [type, place, sent] of [
    ["ResourceServer", "resource-servers", { resource_server: resources[3].body }],
    ["Application", "applications", { application: resources[1].body }],
    ["AuthenticatorConfig", "authenticator-configs", { authenticator_config: resources[2].body }],
  ] as const) {
    const child = (await ask("POST", `/realms/${id}/${place}`, sent)).body;
    expect(await ask("DELETE", `/realms/${id}`)).toMatchObject(inTheWay(type, child.id));
    await ask("DELETE", `/realms/${id}/${place}/${child.id}`);
  }
  expect((await ask("DELETE", `/realms/${id}`)).status).toBe(200);
  expect((await ask("GET", `/realms/${id}/applications`)).status).toBe(404);
});

test("what an application uses stays, and names the application", async () => {
  const { ask } = createManagementWorld();
  const web = seed.webApplication.id;
  const config = `${realm}/authenticator-configs/${seed.authenticatorConfig.id}`;
  const server = `${realm}/resource-servers/${seed.resourceServer.id}`;
  expect(await ask("DELETE", config)).toMatchObject(inTheWay("Application", web));
  expect(await ask("DELETE", server)).toMatchObject(inTheWay("Application", web));
  const fewer = { resource_server: { scopes: ["notes:read"] } };
  expect(await ask("PATCH", server, fewer)).toMatchObject(inTheWay("Application", web));
});

test("an application names only what its realm has", async () => {
  const { ask } = createManagementWorld();
  const path = `${realm}/applications`;
  const send = (changes: object) =>
    ask("POST", path, { application: { ...resources[1].body, ...changes } });
  for (const [field, id, type] of [
    ["authenticator_config_id", "abc", "AuthenticatorConfig"],
    ["resource_server_id", "abc", "ResourceServer"],
    ["resource_server_id", seed.managementResourceServer.id, "ResourceServer"],
  ] as const) {
    expect(await send({ [field]: id })).toMatchObject({
      status: 404,
      body: { details: [{ resource_type: type, id }] },
    });
  }
  const scoped = (scope: string) => ({ ...oidc, allowed_scopes: [scope] });
  const resource_server_id = seed.resourceServer.id;
  expect((await send({ protocol_config: scoped("notes:read") })).status).toBe(400);
  expect((await send({ protocol_config: scoped("notes:write"), resource_server_id })).status).toBe(
    400,
  );
  expect((await send({ protocol_config: scoped("notes:read"), resource_server_id })).status).toBe(
    200,
  );
});

test.each([
  [{ type: "saml" }, "application.protocol_config.type"],
  [{ ...oidc, redirect_uris: ["no address"] }, "application.protocol_config.redirect_uris.0"],
  [
    { ...oidc, redirect_uris: ["https://a.example/#b"] },
    "application.protocol_config.redirect_uris.0",
  ],
  [{ ...oidc, pkce: "S256" }, "application.protocol_config.pkce"],
  [{ ...oidc, grant_type: ["implicit"] }, "application.protocol_config.grant_type.0"],
  [
    { type: "oauth2", grant_type: ["client_credentials"], confidentiality: "public" },
    "application.protocol_config.grant_type",
  ],
  [
    { ...oidc, token_configuration: { expires_after: -1 } },
    "application.protocol_config.token_configuration.expires_after",
  ],
])("the protocol %j is refused by its field", async (protocol_config, field) => {
  const { ask } = createManagementWorld();
  const application = { display_name: "Another", protocol_config };
  const { status, body } = await ask("POST", `${realm}/applications`, { application });
  expect([status, body.details?.[0].field_violations[0].field]).toEqual([400, field]);
});

test.each([
  [{ ...embedded, trusted_origins: ["https://app.example/path"] }, "trusted_origins.0"],
  [{ ...embedded, invoke_url: "nowhere" }, "invoke_url"],
  [
    { ...embedded, authentication_methods: [{ type: "password" }] },
    "authentication_methods.0.type",
  ],
  [{ type: "hosted_web", trusted_origins: [] }, "authentication_methods"],
])("the authenticator %j is refused by its field", async (config, field) => {
  const { ask } = createManagementWorld();
  const sent = { authenticator_config: { display_name: "Another", config } };
  const { status, body } = await ask("POST", `${realm}/authenticator-configs`, sent);
  expect([status, body.details?.[0].field_violations[0].field]).toEqual([
    400,
    `authenticator_config.config.${field}`,
  ]);
});

test("authenticator configurations are found by name and by type", async () => {
  const { ask } = createManagementWorld();
  const path = `${realm}/authenticator-configs`;
  const found = async (filter: string) => {
    const { status, body } = await ask("GET", `${path}?filter=${encodeURIComponent(filter)}`);
    return status === 200 ? body.authenticator_configs.map(({ id }: { id: string }) => id) : status;
  };
  expect(await found('config.type eq "hosted_web"')).toEqual([seed.hostedAuthenticatorConfig.id]);
  expect(await found('display_name eq "Passkey Starter (embedded)"')).toEqual([
    seed.authenticatorConfig.id,
  ]);
  expect(await found('display_name co "Passkey"')).toBe(400);
});

test("what Beyond Identity manages can be read, and neither changed nor deleted", async () => {
  const { ask } = createManagementWorld();
  const admin = `/realms/${seed.adminRealm.id}`;
  const application = `${admin}/applications/${seed.managementApplication.id}`;
  const server = `${admin}/resource-servers/${seed.managementResourceServer.id}`;
  for (const [place, sent] of [
    [application, { application: { display_name: "Mine" } }],
    [server, { resource_server: { display_name: "Mine" } }],
  ] as const) {
    expect((await ask("GET", place)).body).toMatchObject({ is_managed: true });
    expect((await ask("PATCH", place, sent)).status).toBe(403);
    expect((await ask("DELETE", place)).status).toBe(403);
  }
});

test("the identifier of a resource server is reserved, unique and final", async () => {
  const { ask } = createManagementWorld();
  const path = `${realm}/resource-servers`;
  const send = (identifier: string) =>
    ask("POST", path, { resource_server: { display_name: "Another", identifier } });
  expect((await send("beyondidentity")).status).toBe(400);
  const { identifier, id } = seed.resourceServer;
  expect(await send(identifier)).toMatchObject(inTheWay("ResourceServer", id));
  const other = { resource_server: { identifier: "https://other.example" } };
  expect((await ask("PATCH", `${path}/${id}`, other)).body.identifier).toBe(identifier);
});

test("a confidential application has a secret, and a public one has none", async () => {
  const { ask } = createManagementWorld();
  const path = `${realm}/applications`;
  const { body: made } = await ask("POST", path, { application: resources[1].body });
  expect(made.protocol_config.client_id).toMatch(/^[\w-]{24}$/);
  expect(made.protocol_config.client_secret).toMatch(/^[\w-]{48}$/);
  const turn = async (confidentiality: string) => {
    const application = { protocol_config: { confidentiality, client_secret: "chosen" } };
    return (await ask("PATCH", `${path}/${made.id}`, { application })).body.protocol_config;
  };
  expect(await turn("confidential")).toEqual(made.protocol_config);
  expect(await turn("public")).not.toHaveProperty("client_secret");
  const { client_secret, client_id } = await turn("confidential");
  expect(client_secret).not.toBe(made.protocol_config.client_secret);
  expect(client_id).toBe(made.protocol_config.client_id);
});

test("a machine client made by the API gets tokens, which die with it", async () => {
  const { ask, call, emulator } = createManagementWorld();
  const admin = `/realms/${seed.adminRealm.id}/applications`;
  const { body: made } = await ask("POST", admin, {
    application: {
      display_name: "Reader",
      resource_server_id: seed.managementResourceServer.id,
      protocol_config: {
        ...{ type: "oauth2", grant_type: ["client_credentials"] },
        ...{ allowed_scopes: ["realms:read"], token_configuration: { expires_after: 60 } },
      },
    },
  });
  const grant = (scope?: string) =>
    call(
      new Request(
        `${emulator.origins.auth}/v1/tenants/${seed.tenant.id}${admin}/${made.id}/token`,
        {
          method: "POST",
          body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: made.protocol_config.client_id,
            client_secret: made.protocol_config.client_secret,
            ...(scope === undefined ? {} : { scope }),
          }),
        },
      ),
    ).then((response) => response.json());
  expect(await grant("realms:create")).toMatchObject({ error: "invalid_scope" });
  const { access_token, expires_in, scope } = await grant();
  expect([expires_in, scope]).toEqual([60, "realms:read"]);
  expect((await ask("GET", "/realms", undefined, access_token)).status).toBe(200);
  expect((await ask("POST", "/realms", {}, access_token)).status).toBe(403);
  await ask("DELETE", `${admin}/${made.id}`);
  expect((await ask("GET", "/realms", undefined, access_token)).status).toBe(401);
  expect(emulator.store.state.accessTokens.some((token) => token.applicationId === made.id)).toBe(
    false,
  );
});
