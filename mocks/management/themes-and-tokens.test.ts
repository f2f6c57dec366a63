import { expect, test } from "vitest";
import { createManagementWorld, SPEC } from "../../tests/support/management-world.ts";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

const realm = `/realms/${seed.realm.id}`;
const web = `/applications/${seed.webApplication.id}/tokens`;

test(`a realm has one theme, or else the default, ${SPEC}`, async () => {
  const { ask } = createManagementWorld();
  const active = async () => (await ask("GET", `${realm}/themes/active`)).body;
  expect(await active()).toMatchObject({ email_realm_name: seed.realm.displayName });
  const sent = { email_realm_name: "Acme", support_url: "https://acme.example/help" };
  const { body: made } = await ask("POST", `${realm}/themes`, { theme: sent });
  expect(made).toMatchObject({ ...sent, button_color: "#4673D3" });
  expect(await active()).toEqual(made);
  expect((await ask("GET", `${realm}/themes/${made.id}`)).body).toEqual(made);
  expect(await ask("POST", `${realm}/themes`, { theme: sent })).toMatchObject({
    status: 409,
    body: {
      message: "theme already exists for this realm",
      details: [{ resource_type: "Theme", id: made.id }],
    },
  });
  const theme = { button_color: "#000000" };
  const { body: changed } = await ask("PATCH", `${realm}/themes/${made.id}`, { theme });
  expect(changed).toMatchObject({ ...sent, ...theme });
  expect(await ask("GET", `${realm}/themes/abc`)).toMatchObject({
    ...{ status: 404, body: { message: "theme not found" } },
  });
  expect((await ask("PATCH", `${realm}/themes/abc`, { theme })).status).toBe(404);
  const empty = { theme: { email_realm_name: "" } };
  expect((await ask("PATCH", `${realm}/themes/${made.id}`, empty)).status).toBe(400);
});

test("a deleted realm takes its theme with it", async () => {
  const { ask, emulator } = createManagementWorld();
  const { id } = (await ask("POST", "/realms", { realm: { display_name: "New" } })).body;
  await ask("POST", `/realms/${id}/themes`, { theme: {} });
  expect((await ask("DELETE", `/realms/${id}`)).status).toBe(200);
  expect(emulator.store.state.world.themes).toEqual([]);
});

test("the tokens of an application are listed by principal, and never show their value", async () => {
  const { api, signIn, identity } = await createSignInWorld();
  const { access_token, refresh_token } = await signIn({ scope: "openid notes:read" });
  const found = async (query = "") => (await api("GET", `${web}${query}`)).json();
  const { tokens, total_size } = await found();
  expect(total_size).toBe(2);
  expect(tokens).toMatchObject([
    { token_type: "access", token_format: "self_contained", scopes: ["openid", "notes:read"] },
    { token_type: "refresh", token_suffix: refresh_token.slice(-4) },
  ]);
  const [access] = tokens;
  expect(access.expires - access.issued_at).toBe(86_400);
  expect(access_token.endsWith(access.token_suffix)).toBe(true);
  for (const value of [access_token, refresh_token]) {
    expect(JSON.stringify(tokens)).not.toContain(value);
  }
  const counted = async (query: string) => (await found(query)).total_size;
  expect(await counted(`?principal_type=identity&principal_id=${identity.id}`)).toBe(2);
  expect(await counted("?principal_id=abc")).toBe(0);
  expect(await counted("?principal_type=application")).toBe(0);
  expect((await api("GET", `${web}?principal_type=robot`)).status).toBe(400);
});

test("a deleted access token is dead, and a deleted refresh token ends its sign-in", async () => {
  const { api, signIn, userinfo } = await createSignInWorld();
  const listed = async () => (await (await api("GET", web)).json()).tokens;
  const first = await signIn();
  const [access] = await listed();
  expect((await userinfo(first.access_token)).status).toBe(200);
  expect((await api("DELETE", `${web}/${access.id}`)).status).toBe(200);
  expect((await userinfo(first.access_token)).status).toBe(401);
  expect((await api("DELETE", `${web}/${access.id}`)).status).toBe(404);
  const [refresh] = await listed();
  expect(refresh.token_type).toBe("refresh");
  expect((await api("DELETE", `${web}/${refresh.id}`)).status).toBe(200);
  expect(await listed()).toEqual([]);
});

test("expired and used tokens are not listed", async () => {
  const { api, signIn, emulator, redeem } = await createSignInWorld();
  emulator.settings.accessTokenSeconds = 60;
  const { refresh_token } = await signIn();
  await redeem("", { grant_type: "refresh_token", refresh_token });
  const count = async () => (await (await api("GET", web)).json()).tokens.length;
  expect(await count()).toBe(3);
  emulator.clock.advance(61);
  expect(await count()).toBe(1);
});

test(`an application's tokens are listed, ${SPEC}`, async () => {
  const { ask } = createManagementWorld();
  const path = `/realms/${seed.adminRealm.id}/applications/${seed.managementApplication.id}/tokens`;
  const { status, body } = await ask("GET", path);
  expect([status, body.total_size]).toEqual([200, 1]);
  expect(await ask("DELETE", `${path}/${body.tokens[0].id}`)).toEqual({
    ...{ status: 200, body: undefined },
  });
  expect((await ask("GET", path)).status).toBe(401);
});
