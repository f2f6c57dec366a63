import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";

async function createWorld() {
  const world = await createSignInWorld();
  const { auth } = world.emulator.origins;
  const control = (method: string, path: string, body?: unknown) =>
    world.call(
      new Request(`${auth}/_emulator/${path}`, {
        method,
        body: body === undefined ? null : JSON.stringify(body),
      }),
    );
  return { ...world, control };
}

test("settings change while it runs, and a reset restores them", async () => {
  const { control, signIn } = await createWorld();
  const changed = await control("POST", "settings", {
    refresh_tokens: "off",
    access_token_seconds: 60,
  });
  expect(await changed.json()).toMatchObject({ refresh_tokens: "off", access_token_seconds: 60 });
  expect(await signIn()).toMatchObject({ expires_in: 60 });
  await control("POST", "reset");
  expect(await (await control("GET", "settings")).json()).toEqual({
    invocation_type: "automatic",
    extra_prove_rounds: 0,
    one_time_passwords: true,
    refresh_tokens: "rotating",
    access_token_seconds: 86_400,
  });
});

test.each([{ refresh_tokens: "sometimes" }, { access_token_seconds: 0 }, { colour: "green" }, []])(
  "the settings %j are refused in plain words",
  async (settings) => {
    const { control } = await createWorld();
    const refused = await control("POST", "settings", settings);
    expect(refused.status).toBe(400);
    expect((await refused.text()).length).toBeGreaterThan(10);
  },
);

test("every issued secret is listed for taint tests, and none is in the state", async () => {
  const { control, signIn, emulator } = await createWorld();
  const tokens = await signIn();
  const { secrets } = await (await control("GET", "issued")).json();
  const kinds = secrets.map(({ kind }: { kind: string }) => kind);
  for (const kind of ["access_token", "refresh_token", "id_token", "management_token"]) {
    expect(kinds).toContain(kind);
  }
  for (const kind of ["binding_token", "authorization_code"]) expect(kinds).toContain(kind);
  expect(JSON.stringify(emulator.store.state)).not.toContain(tokens.refresh_token);
});
