import { expect, test } from "vitest";
import { createWorld, type World } from "../../tests/support/emulator-world.ts";
import { seed } from "../cloud/seed.ts";

/** Sends a request whose body ends only after something else has happened. */
async function sendSlowly(
  world: World,
  path: string,
  body: object,
  meanwhile: () => Promise<unknown>,
): Promise<number> {
  const token = await world.managementToken();
  const text = new TextEncoder().encode(JSON.stringify(body));
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await meanwhile();
        controller.enqueue(text);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", headers: { authorization: `Bearer ${token}` }, body: stream };
  const url = `${world.emulator.origins.api}/v1/tenants/${seed.tenant.id}${path}`;
  return (await world.call(new Request(url, { ...init, duplex: "half" } as RequestInit))).status;
}

async function tenantCall(world: World, method: string, path: string, body?: object) {
  const token = await world.managementToken();
  const url = `${world.emulator.origins.api}/v1/tenants/${seed.tenant.id}${path}`;
  const headers = { authorization: `Bearer ${token}` };
  const text = body ? JSON.stringify(body) : null;
  return world.call(new Request(url, { method, headers, body: text }));
}

const name = { display_name: "Late" };
const traits = { type: "traits_v0", username: "late" };
const config = { type: "hosted_web", trusted_origins: [], authentication_methods: [] };
const bodies = {
  groups: { group: name },
  identities: { identity: { ...name, traits } },
  themes: { theme: {} },
  applications: { application: { ...name, protocol_config: { type: "oidc" } } },
  "authenticator-configs": { authenticator_config: { ...name, config } },
  "resource-servers": { resource_server: { ...name, identifier: "https://late.example" } },
};

test.each(Object.entries(bodies))(
  "%s are not created in a realm that is deleted meanwhile",
  async (path, body) => {
    const world = createWorld();
    const made = await tenantCall(world, "POST", "/realms", { realm: { display_name: "Short" } });
    const { id } = await made.json();
    const { world: before, identities } = structuredClone(world.emulator.store.state);
    const status = await sendSlowly(world, `/realms/${id}/${path}`, body, async () => {
      expect((await tenantCall(world, "DELETE", `/realms/${id}`)).status).toBe(200);
    });
    const realms = before.realms.filter((realm) => realm.id !== id);
    expect(status).toBe(404);
    expect(world.emulator.store.state.world).toEqual({ ...before, realms });
    expect(world.emulator.store.state.identities).toEqual(identities);
  },
);
