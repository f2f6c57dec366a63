import { existsSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ProvisionWorld } from "../../tests/support/provision-world.ts";
import { createSoftwareDevice } from "../../tests/support/software-device.ts";

const TEARDOWN = ["--yes", "--teardown"];
const FOREIGN = "# Ours\nAUTH_URL=http://localhost:3000\nFOREIGN='1' # kept";

test("what was made goes, and the file is as it was", async () => {
  for (const before of [FOREIGN, undefined]) {
    const tenant = new ProvisionWorld();
    const world = JSON.stringify(tenant.world);
    if (before) writeFileSync(tenant.envFile, before);
    await tenant.run(["--resource-server", "https://api.example", "--scopes", "a"]);
    const { code, report } = await tenant.run(TEARDOWN);
    expect([code, report.actions.map(({ action }) => action)]).toEqual([
      0,
      Array(5).fill("delete"),
    ]);
    expect(JSON.stringify(tenant.world)).toBe(world);
    expect(existsSync(tenant.envFile) && tenant.text).toBe(before ? `${before}\n` : false);
    expect((await tenant.run(TEARDOWN)).report.changed).toBe(false);
  }
});

test("nothing is deleted without a yes", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  const before = JSON.stringify(tenant.world);
  const { code, report } = await tenant.run(["--teardown"]);
  expect([code, report.code, JSON.stringify(tenant.world)]).toEqual([2, "not_confirmed", before]);
  const dry = await tenant.run(["--teardown", "--dry-run"]);
  expect([dry.report.changed, dry.report.calls?.length]).toEqual([false, 4]);
  expect([dry.report.env_file.action, existsSync(tenant.envFile)]).toEqual(["delete", true]);
  expect(JSON.stringify(tenant.world)).toBe(before);
});

test("what was adopted stays and is named", async () => {
  const tenant = new ProvisionWorld("starter");
  const before = JSON.stringify(tenant.world);
  await tenant.run(["--realm", "Acme Customers"]);
  const { code, report } = await tenant.run(TEARDOWN);
  expect([code, JSON.stringify(tenant.world)]).toEqual([0, before]);
  expect(report.actions.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
    "delete application",
    ...["keep application", "keep authenticator-config", "keep realm"],
  ]);
  expect(tenant.text).toContain("BEYOND_IDENTITY_CLIENT_ID=");
  expect(tenant.text).not.toContain("BEYOND_IDENTITY_API_CLIENT_ID");
});

test("a realm with anything foreign in it stays, is named, and goes once it is empty", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  const realmId = tenant.world.realms.at(-1)?.id ?? "";
  const group = { id: "group", realm_id: realmId, display_name: "Foreign", identity_ids: [] };
  tenant.world.groups.push({ ...group, create_time: "", update_time: "" });
  const { code, report } = await tenant.run(TEARDOWN);
  expect([code, report.actions.at(-1)]).toEqual([
    0,
    { action: "keep", kind: "realm", id: realmId, name: "Passkey Starter" },
  ]);
  expect(report.actions.slice(0, -1).every(({ action }) => action === "delete")).toBe(true);
  expect(tenant.world.realms.at(-1)?.id).toBe(realmId);
  tenant.world.groups = [];
  await tenant.run(TEARDOWN);
  expect([tenant.world.realms.length, existsSync(tenant.envFile)]).toEqual([1, false]);
});

test("a foreign application keeps the configuration that it uses, and the realm", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  const web = tenant.world.applications.find(
    ({ display_name }) => display_name === "Passkey Starter",
  );
  if (web) tenant.world.applications.push({ ...web, id: "foreign", display_name: "Foreign" });
  const { report } = await tenant.run(TEARDOWN);
  expect(report.actions.filter(({ action }) => action === "keep").map(({ kind }) => kind)).toEqual([
    "authenticator-config",
    "realm",
  ]);
});

test("it stops when a user has enrolled a passkey, in a realm that was made and in one that was there", async () => {
  for (const adopted of [false, true]) {
    const tenant = new ProvisionWorld();
    if (adopted) {
      await tenant.run();
      writeFileSync(tenant.envFile, "");
    }
    await tenant.run(["--name", "Mine"]);
    await tenant.register(createSoftwareDevice(tenant.send));
    const before = [JSON.stringify(tenant.world), tenant.text];
    const { code, report } = await tenant.run(TEARDOWN);
    expect([code, report.code, report.changed]).toEqual([1, "people_enrolled", false]);
    expect([JSON.stringify(tenant.world), tenant.text]).toEqual(before);
  }
});

test("a user without a passkey keeps the realm, and stops nothing else", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  await tenant.register();
  const { code, report } = await tenant.run(TEARDOWN);
  expect([code, report.actions.map(({ action }) => action)]).toEqual([
    ...[0, ["delete", "delete", "delete", "keep"]],
  ]);
  expect(tenant.emulator.store.state.identities).toHaveLength(1);
});
