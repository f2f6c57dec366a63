import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { newSoftwareKey } from "../../tests/support/software-device.ts";

test("binding answers with the passkey and completes the job", async () => {
  const { software, job, identity, emulator } = createDeviceWorld();
  const made = job();
  const response = await software.tryBind(made.link);
  const passkey = await response.json();
  expect([response.status, passkey]).toEqual([
    200,
    {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      state: "ACTIVE",
      create_time: expect.stringMatching(/^\d{4}-.+Z$/),
      update_time: expect.stringMatching(/^\d{4}-.+Z$/),
    },
  ]);
  expect(made.job).toMatchObject({ state: "COMPLETE", credentialId: passkey.id });
  expect(emulator.store.state.credentials).toMatchObject([
    { id: passkey.id, identityId: identity.id, realmId: identity.realmId, kind: "JWT" },
  ]);
});

test("a key that is bound cannot be bound again, not even by another person", async () => {
  const { software, link, outcome, addIdentity } = createDeviceWorld();
  const key = await newSoftwareKey();
  await software.bind(link(), { key });
  const theirs = link(addIdentity("bob@example.com"));
  expect(await outcome(software.tryBind(theirs, { key }))).toBe(
    "409 the key already belongs to a passkey",
  );
});

test("an invalid body is refused and does not use the job", async () => {
  const { software, job, outcome } = createDeviceWorld();
  const made = job();
  for (const body of ["no json", "{}", '{"type":"FIDO2","raw":"x"}', '{"type":"JWT"}']) {
    expect(await outcome(software.tryBind(made.link, { body }))).toContain("400 the body is malf");
  }
  expect((await software.tryBind(made.link)).status).toBe(200);
});
