import { expect, test } from "vitest";
import { z } from "zod";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

const jwksSchema = z.object({ keys: z.array(z.object({ kid: z.string() })) });
const kidSchema = z.object({ kid: z.string() });

test("after a rotation the new key signs, and tokens of the old one stay valid", async () => {
  const { emulator, call, signIn, issuer } = await createWorld();
  const before = await signIn();
  const [first] = await kids(call, issuer);
  const { kid } = kidSchema.parse(
    await (
      await call(new Request(`${emulator.origins.auth}/_emulator/keys/rotate`, { method: "POST" }))
    ).json(),
  );
  expect(await kids(call, issuer)).toEqual([kid, first]);
  const after = await signIn();
  for (const { access_token } of [before, after]) {
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await call(new Request(`${issuer}/userinfo`, { headers }))).status).toBe(200);
  }
});

test("no other application's key is rotated for an id that is unknown", async () => {
  const { emulator, call, issuer } = await createWorld();
  const before = await kids(call, issuer);
  const address = `${emulator.origins.auth}/_emulator/keys/rotate?application_id=unknown`;
  expect((await call(new Request(address, { method: "POST" }))).status).toBe(404);
  expect(await kids(call, issuer)).toEqual(before);
});

async function createWorld() {
  const world = await createSignInWorld();
  // The world's keys are shared with other tests.
  const { state } = world.emulator.store;
  state.signingKeys = { ...state.signingKeys };
  const { auth } = world.emulator.origins;
  const issuer = `${auth}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/applications/${seed.webApplication.id}`;
  return { ...world, issuer };
}

async function kids(call: (request: Request) => Promise<Response>, issuer: string) {
  const answer = await call(new Request(`${issuer}/.well-known/jwks.json`));
  return jwksSchema.parse(await answer.json()).keys.map((key) => key.kid);
}
