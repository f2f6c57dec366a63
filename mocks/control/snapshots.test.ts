import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";

async function createWorld() {
  const world = await createSignInWorld();
  const { auth } = world.emulator.origins;
  const control = (method: string, path: string) =>
    world.call(new Request(`${auth}/_emulator/${path}`, { method }));
  const names = async () =>
    (await (await control("GET", "snapshots")).json()).snapshots.map(
      ({ name }: { name: string }) => name,
    );
  return { ...world, control, names };
}

test("a snapshot comes back with people whose passkeys work, as often as one likes", async () => {
  const { control, api, identity, signIn, emulator } = await createWorld();
  expect((await control("POST", "snapshots/one-person")).status).toBe(201);
  for (const refreshTokens of ["off", "static"] as const) {
    await api("DELETE", `/identities/${identity.id}`);
    emulator.store.state.world.tenant.display_name = "Changed";
    emulator.settings.refreshTokens = refreshTokens;
    await control("POST", "reset");
    expect((await control("POST", "snapshots/one-person:restore")).status).toBe(204);
    expect(emulator.store.state.world.tenant.display_name).toBe("Acme");
    expect(await signIn()).toMatchObject({ refresh_token: expect.any(String) });
  }
});

test("tokens of the world that comes back are valid, though keys rotated meanwhile", async () => {
  const { control, signIn, userinfo } = await createWorld();
  const { access_token } = await signIn();
  await control("POST", "snapshots/signed-in");
  await control("POST", "keys/rotate");
  await control("POST", "snapshots/signed-in:restore");
  expect((await userinfo(access_token)).status).toBe(200);
  const after = await signIn();
  expect((await userinfo(after.access_token)).status).toBe(200);
});

test("snapshots are listed and removed", async () => {
  const { control, names } = await createWorld();
  await control("POST", "snapshots/a");
  await control("POST", "snapshots/b");
  expect(await names()).toEqual(["a", "b"]);
  expect((await control("DELETE", "snapshots/a")).status).toBe(204);
  expect(await names()).toEqual(["b"]);
  for (const [method, path] of [
    ["DELETE", "snapshots/a"],
    ["POST", "snapshots/a:restore"],
  ] as const) {
    expect((await control(method, path)).status).toBe(404);
  }
  expect((await control("POST", "snapshots/not%20a%20name")).status).toBe(400);
});

test("what was sent and nothing read is listed by operation, until a reset", async () => {
  const realm = "/v1/tenants/{tenant_id}/realms/{realm_id}";
  const world = await createWorld();
  const ignored = async () => (await (await world.control("GET", "ignored")).json()).operations;
  await world.authorize({ prompt: "none", login_hint: "ada" });
  await world.redeem(await world.code(), { resource: "https://api.example" });
  await world.api("GET", "/identities?page_size=1&sort=name");
  const traits = { type: "traits_v0", username: "bob" };
  await world.api("POST", "/identities", {
    identity: { display_name: "Bob", traits, colour: "green", id: "chosen" },
  });
  await world.api("POST", "/identities", { identity: { colour: "refused" } });
  expect(await ignored()).toEqual([
    {
      operation: `GET ${realm}/applications/{application_id}/authorize`,
      names: ["login_hint", "prompt"],
    },
    { operation: `GET ${realm}/identities`, names: ["sort"] },
    { operation: `POST ${realm}/applications/{application_id}/token`, names: ["resource"] },
    { operation: `POST ${realm}/identities`, names: ["identity.colour", "identity.id"] },
  ]);
  await world.control("POST", "reset");
  expect(await ignored()).toEqual([]);
});
