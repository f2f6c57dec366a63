import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getResponse } from "msw";
import { afterAll, expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { createEmulator, type Emulator } from "../cloud/emulator.ts";
import { seed } from "../cloud/seed.ts";
import { createHandlers } from "../handlers.ts";

const folder = mkdtempSync(join(tmpdir(), "seed-"));
afterAll(() => rmSync(folder, { recursive: true }));

const origins = { auth: "http://auth.test", api: "http://auth.test", app: "http://app.test" };

function startedFrom(content: unknown): Emulator {
  const file = join(folder, "seed.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return createEmulator({ origins, seed: file });
}

async function printed(emulator: Emulator) {
  const request = new Request(`${emulator.origins.auth}/_emulator/seed`);
  const response = await getResponse(createHandlers(emulator), request);
  return response?.text() ?? "";
}

test("the running world is printed as a seed, and a start with it makes the same world", async () => {
  const { emulator, passkey } = await createSignInWorld();
  emulator.store.state.world.tenant.display_name = "Renamed";
  emulator.settings.refreshTokens = "static";
  const text = await printed(emulator);
  const again = startedFrom(text);
  expect(await printed(again)).toBe(text);
  expect(again.store.state.world).toEqual(emulator.store.state.world);
  expect(again.store.state.identities).toEqual(emulator.store.state.identities);
  expect(again.store.state.credentials).toEqual(
    JSON.parse(JSON.stringify(emulator.store.state.credentials)),
  );
  expect([passkey, again.settings.refreshTokens]).toEqual([expect.anything(), "static"]);
  expect(JSON.parse(text).applications[0].protocol_config.client_secret).toBe(
    seed.webApplication.clientSecret,
  );
});

test("two seeds of an unchanged world are equal", async () => {
  for (const name of ["starter", "blank"]) {
    const emulator = createEmulator({ origins, seed: name });
    expect(await printed(emulator)).toBe(await printed(emulator));
  }
});

test("a blank tenant has the admin realm with the management application, and nothing else", () => {
  const { world, identities } = createEmulator({ origins, seed: "blank" }).store.state;
  expect(world.realms.map(({ id }) => id)).toEqual([seed.adminRealm.id]);
  expect(world.applications.map(({ id }) => id)).toEqual([seed.managementApplication.id]);
  expect(world.resource_servers.map(({ identifier }) => identifier)).toEqual(["beyondidentity"]);
  expect([world.authenticator_configs, identities]).toEqual([[], []]);
});

test("a reset returns to the chosen seed", async () => {
  const starter = JSON.parse(await printed(createEmulator({ origins })));
  const emulator = startedFrom({ ...starter, tenant: { ...starter.tenant, display_name: "Own" } });
  emulator.store.state.world.realms = [];
  emulator.store.reset();
  expect(emulator.store.state.world.tenant.display_name).toBe("Own");
  expect(emulator.store.state.world.realms).toHaveLength(2);
});

test("a seed that cannot be read is refused in plain words", async () => {
  const starter = JSON.parse(await printed(createEmulator({ origins })));
  const [application, ...others] = starter.applications;
  const applications = (changes: object) => ({
    ...starter,
    applications: [{ ...application, ...changes }, ...others],
  });
  for (const [content, problem] of [
    ["{", "is not valid JSON."],
    ["", "is not valid JSON."],
    ["null", "is invalid"],
    [{ ...starter, version: 2 }, "version"],
    [{ ...starter, colour: "green" }, "colour"],
    [{ ...starter, realms: [] }, "which is not in the file"],
    [{ ...starter, realms: [...starter.realms, ...starter.realms] }, "appears twice"],
    [applications({ authenticator_config_id: "none" }), "an unknown authenticator config"],
    [applications({ resource_server_id: "none" }), "an unknown resource server"],
    [applications({ resource_server_id: undefined }), "which its resource server lacks"],
  ] as const) {
    expect(() => startedFrom(content)).toThrow(problem);
  }
  expect(() => createEmulator({ origins, seed: "stater" })).toThrow(
    "The seed file stater cannot be read. Known seeds are starter and blank.",
  );
});
