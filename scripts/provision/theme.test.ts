import { expect, test } from "vitest";
import { ProvisionWorld } from "../../tests/support/provision-world.ts";

const LOGO = "https://acme.example/logo.png";
const FLAGS = ["--yes", "--theme", "Acme", "--logo-url", LOGO];
const ACME = { email_realm_name: "Acme", logo_url_light: LOGO, logo_url_dark: LOGO };

/** What happened to the theme. */
async function themeAction(tenant: ProvisionWorld, flags: string[], io = {}) {
  const { code, report } = await tenant.run(flags, io);
  const action = report.actions.find(({ kind }) => kind === "theme");
  return [code, action?.action, action?.name];
}

/** A cloud that shows its default theme as the active one, whatever the realm has. */
function withoutActiveTheme(tenant: ProvisionWorld) {
  const send = (request: Request) =>
    request.url.endsWith("/themes/active")
      ? Promise.resolve(Response.json({ email_realm_name: "Default" }))
      : tenant.send(request);
  return { send };
}

const themeOfOthers = (realm_id: string) => ({
  ...{ id: "theirs", realm_id, email_realm_name: "Theirs" },
  ...{ logo_url_light: "", logo_url_dark: "", support_url: "", button_color: "#000000" },
  ...{ button_text_color: "#FFFFFF", create_time: "", update_time: "" },
});

test("a theme is made once asked for, and a second run changes nothing", async () => {
  const tenant = new ProvisionWorld();
  expect(await themeAction(tenant, ["--yes"])).toEqual([0, undefined, undefined]);
  expect(tenant.world.themes).toEqual([]);
  expect(await themeAction(tenant, FLAGS)).toEqual([0, "create", "Acme"]);
  expect(tenant.world.themes).toMatchObject([{ ...ACME, realm_id: tenant.world.realms[1]?.id }]);
  const before = [JSON.stringify(tenant.world), tenant.text];
  expect(await themeAction(tenant, FLAGS.slice(1))).toEqual([0, "keep", "Acme"]);
  expect([JSON.stringify(tenant.world), tenant.text]).toEqual(before);
});

test("a dry run shows the theme, and makes none", async () => {
  const tenant = new ProvisionWorld();
  const { report } = await tenant.run(["--dry-run", ...FLAGS]);
  expect(report.calls?.at(-1)).toMatchObject({
    ...{ method: "POST", url: expect.stringMatching(/\/themes$/), body: { theme: ACME } },
  });
  expect(tenant.world.themes).toEqual([]);
});

test("a theme that is there is changed after a yes, and keeps what nothing was said about", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run(FLAGS);
  const [theme] = tenant.world.themes;
  if (!theme) throw new Error("no theme");
  Object.assign(theme, { button_color: "#123456", logo_url_dark: "https://acme.example/dark.png" });
  const more = ["--theme", "Acme Inc", "--logo-url", `${LOGO}?2`];
  const support = ["--support-url", "https://acme.example/help"];
  expect(await themeAction(tenant, [...more, ...support])).toEqual([2, undefined, undefined]);
  expect(theme.email_realm_name).toBe("Acme");
  expect(await themeAction(tenant, ["--yes", ...more, ...support])).toEqual([
    ...[0, "update", "Acme Inc"],
  ]);
  expect(theme).toMatchObject({
    ...{ email_realm_name: "Acme Inc", logo_url_light: `${LOGO}?2` },
    ...{ logo_url_dark: "https://acme.example/dark.png", button_color: "#123456" },
    support_url: "https://acme.example/help",
  });
});

test("a theme goes with the realm that was made, and stays in one that was there", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run(FLAGS);
  const dry = await tenant.run(["--teardown", "--dry-run"]);
  expect(dry.report.calls?.filter(({ url }) => url.includes("/themes"))).toEqual([]);
  expect(await themeAction(tenant, ["--yes", "--teardown"])).toEqual([0, "delete", "Acme"]);
  expect([tenant.world.themes, tenant.world.realms.length]).toEqual([[], 1]);
  const starter = new ProvisionWorld("starter");
  await starter.run([...FLAGS, "--realm", "Acme Customers"]);
  const { code, report, error } = await starter.run(["--yes", "--teardown"]);
  expect([code, report.actions.find(({ kind }) => kind === "theme")]).toMatchObject([
    0,
    { action: "keep", name: "Acme" },
  ]);
  expect(error).toContain("can only be deleted with its realm");
  expect(starter.world.themes).toHaveLength(1);
});

test("a theme that somebody else made keeps the realm that was made", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  const realmId = tenant.world.realms[1]?.id ?? "";
  tenant.world.themes.push(themeOfOthers(realmId));
  const { code, report, error } = await tenant.run(["--yes", "--teardown"]);
  expect([code, report.actions.at(-1)]).toMatchObject([0, { action: "keep", kind: "realm" }]);
  expect(error).toContain('"Passkey Starter" stays');
  expect([tenant.world.themes.length, tenant.world.realms.length]).toEqual([1, 2]);
});

test("its own theme is found again, where the cloud does not show it as the active one", async () => {
  const tenant = new ProvisionWorld();
  expect(await themeAction(tenant, FLAGS, withoutActiveTheme(tenant))).toEqual([
    ...[0, "create", "Acme"],
  ]);
  const again = await tenant.run(FLAGS, withoutActiveTheme(tenant));
  expect([again.code, again.report.changed]).toEqual([0, false]);
  expect(await themeAction(tenant, ["--yes", "--teardown"], withoutActiveTheme(tenant))).toEqual([
    0,
    "delete",
    "Acme",
  ]);
});

test("a theme of others that is not the active one is refused, and stays as it is", async () => {
  const tenant = new ProvisionWorld("starter");
  await tenant.run(["--yes", "--realm", "Acme Customers"]);
  const [realm] = tenant.world.realms;
  tenant.world.themes.push(themeOfOthers(realm?.id ?? ""));
  const before = [JSON.stringify(tenant.world), tenant.text];
  const flags = [...FLAGS, "--realm", "Acme Customers"];
  const { code, report } = await tenant.run(flags, withoutActiveTheme(tenant));
  expect([code, report.changed, report.error]).toEqual([
    ...[1, false, expect.stringMatching(/Customization > Branding.*--theme/)],
  ]);
  expect([JSON.stringify(tenant.world), tenant.text]).toEqual(before);
});
