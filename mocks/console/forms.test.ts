import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

async function formWorld() {
  const world = await createSignInWorld();
  const { auth } = world.emulator.origins;
  const submit = (form: string, fields: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields);
    return world.call(new Request(`${auth}/_emulator/forms/${form}`, { method: "POST", body }));
  };
  return {
    ...world,
    submit,
    text: async (path: string) => (await world.call(new Request(`${auth}${path}`))).text(),
    /** @returns the address that the button leads to */
    press: async (form: string, fields?: Record<string, string>) => {
      const response = await submit(form, fields);
      expect(response.status).toBe(303);
      return response.headers.get("location");
    },
  };
}

test("Reset everything empties the emulator and leads to the overview", async () => {
  const { press, emulator, text } = await formWorld();
  expect(await press("reset")).toBe("/?said=reset");
  expect(emulator.store.state.identities).toEqual([]);
  expect(await text("/?said=reset")).toContain("The emulator is back at its seed.");
  expect(await text("/?said=toString")).not.toContain("native code");
});

test("the clock's buttons advance it, set it and return it", async () => {
  const { press, emulator } = await formWorld();
  const offset = () => Math.round((emulator.clock.now() - Date.now()) / 60_000);
  await press("clock/quarter");
  expect(offset()).toBe(15);
  await press("clock/week");
  expect(offset()).toBe(15 + 8 * 24 * 60);
  await press("clock/set", { now: "2030-01-02T03:04" });
  expect(new Date(emulator.clock.now()).toISOString()).toContain("2030-01-02T03:04");
  await press("clock/reset");
  expect(offset()).toBe(0);
});

const settingsForm = {
  ...{ refresh_tokens: "static", access_token_seconds: "60", extra_prove_rounds: "2" },
  ...{ invocation_type: "manual", one_time_passwords: "off" },
};

test("the settings are shown and changed", async () => {
  const { press, text, emulator } = await formWorld();
  expect(await press("settings", settingsForm)).toBe("/settings?said=settings-saved");
  expect(emulator.settings).toEqual({
    ...{ refreshTokens: "static", accessTokenSeconds: 60, extraProveRounds: 2 },
    ...{ invocationType: "manual", oneTimePasswords: false },
  });
  const markup = await text("/settings");
  for (const shown of ["static", "manual", "off"]) {
    expect(markup).toContain(`<option value="${shown}" selected>`);
  }
});

test.each([
  ["settings", { ...settingsForm, access_token_seconds: "soon" }],
  ["faults", { path: "/token" }],
  ["faults", { path: "", status: "500" }],
  ["faults", { path: "/token", misbehave: "be_nasty" }],
  ["clock/set", { now: "tomorrow" }],
  ["snapshots", { name: "not a name" }],
])("the form %s with %j changes nothing and says why", async (form, fields) => {
  const { submit, emulator } = await formWorld();
  const response = await submit(form, fields);
  expect(response.status).toBe(400);
  expect((await response.text()).length).toBeGreaterThan(10);
  expect(emulator.settings).toEqual(emulator.startedWith);
  expect([emulator.faults.list(), emulator.snapshots.size]).toEqual([[], 0]);
});

test.each([
  "clock/century",
  "nothing",
  "constructor",
  "faults/fault-1/remove",
  "identities/none/suspend",
  "passkeys/none/revoke",
  "links/none/revoke",
  "snapshots/none/restore",
  "snapshots/none/remove",
])("the button %s, which the page does not have, is not found", async (form) => {
  const { submit } = await formWorld();
  expect((await submit(form)).status).toBe(404);
});

test("a fault is planted with a count, shown and removed", async () => {
  const { press, text, emulator } = await formWorld();
  const fields = { path: "/token", method: "POST", times: "2", misbehave: "alg_none" };
  await press("faults", { ...fields, status: "", delay_ms: "5", breaks: "" });
  const [fault] = emulator.faults.list();
  expect(fault).toMatchObject({
    match: { path: "/token", method: "POST" },
    ...{ times: 2, delay_ms: 5, misbehave: "alg_none" },
  });
  const markup = await text("/faults");
  expect(markup).toContain("Waits 5 ms, misbehaves: alg_none");
  expect(markup).toContain("2 left");
  await press(`faults/${fault?.id}/remove`);
  expect(emulator.faults.list()).toEqual([]);
  await press("faults", { path: "/", breaks: "drop" });
  expect(emulator.faults.list()).toMatchObject([{ drop: true }]);
  await press("faults/clear");
  expect(emulator.faults.list()).toEqual([]);
});

test("a suspended user cannot sign in until they are active again", async () => {
  const { press, identity, code } = await formWorld();
  expect(await press(`identities/${identity.id}/suspend`)).toBe(
    `/identities/${identity.id}?said=suspended`,
  );
  await expect(code()).rejects.toThrow();
  await press(`identities/${identity.id}/activate`);
  expect(await code()).not.toBe("");
});

test("a passkey and a binding link are revoked, and the user is deleted", async () => {
  const { press, emulator, identity, passkey, api, text } = await formWorld();
  await api("POST", `/identities/${identity.id}/credential-binding-jobs`, {
    job: { delivery_method: "EMAIL", authenticator_config_id: seed.authenticatorConfig.id },
  });
  const { credentials, bindingJobs, world } = emulator.store.state;
  const job = bindingJobs.at(-1);
  await press(`passkeys/${passkey.id}/revoke`);
  await press(`links/${job?.id}/revoke`);
  expect([credentials[0]?.state, job?.state]).toEqual(["REVOKED", "REVOKED"]);
  const group = (await (await api("POST", "/groups", { group: { display_name: "Staff" } })).json())
    .id;
  await api("POST", `/groups/${group}:addMembers`, { identity_ids: [identity.id] });
  expect(await text(`/identities/${identity.id}`)).toContain("Staff");
  expect(await press(`identities/${identity.id}/delete`)).toBe("/identities?said=deleted");
  expect(emulator.store.state.identities).toEqual([]);
  expect(world.groups[0]?.identity_ids).toEqual([]);
});

test.each([
  "identities/ID/promote",
  "identities/unknown/suspend",
  "passkeys/PASSKEY/delete",
  "passkeys/unknown/revoke",
  "links/unknown/revoke",
])("the form %s is unknown and changes nothing", async (form) => {
  const { submit, emulator, identity, passkey } = await formWorld();
  const before = structuredClone(emulator.store.state);
  const path = form.replace("ID", identity.id).replace("PASSKEY", passkey.id);
  expect((await submit(path)).status).toBe(404);
  expect(emulator.store.state).toEqual(before);
});

test("a snapshot is kept, restored and removed", async () => {
  const { press, emulator, identity } = await formWorld();
  await press("snapshots", { name: "one-user" });
  await press(`identities/${identity.id}/delete`);
  await press("snapshots/one-user/restore");
  expect(emulator.store.state.identities).toMatchObject([{ id: identity.id }]);
  await press("snapshots/one-user/remove");
  expect(emulator.snapshots.size).toBe(0);
});

test("the requests are cleared, with their stories", async () => {
  const { press, emulator } = await formWorld();
  expect(await press("requests/clear")).toBe("/requests?said=requests-cleared");
  expect([emulator.journal.entries(), emulator.journal.stories()]).toEqual([[], []]);
});
