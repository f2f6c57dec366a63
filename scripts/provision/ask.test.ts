import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { ProvisionWorld } from "../../tests/support/provision-world.ts";
import type { Prompts } from "./io.ts";

/** A user at a terminal, who answers each question by its text. */
function userWho(answers: Record<string, string | boolean>) {
  const asked: string[] = [];
  const answer = (question: string) => {
    asked.push(question);
    return answers[question];
  };
  const prompts: Prompts = {
    token: async () => String(answer("token")),
    text: async (message, usual) => String(answer(message) ?? usual),
    choose: async (message, choices) => {
      const label = answer(message);
      const choice = choices.find((option) => option.label === label) ?? choices[0];
      if (!choice) throw new Error("no choice");
      return choice.value;
    },
    confirm: async (message) => answer(message) === true,
  };
  return { prompts, asked };
}

const WHERE = "Where do users reach the app?";
const PAGE = "Where do users sign in?";
const REALM = "In which realm are the users?";
const GO_ON = "Set the tenant up like this?";

test("a terminal is asked for what no flag says, and once before anything is made", async () => {
  const tenant = new ProvisionWorld();
  const { prompts, asked } = userWho({
    token: await tenant.token(),
    ...{ [WHERE]: "http://localhost:3999", [GO_ON]: true },
  });
  const { code, error } = await tenant.run(["--name", "Mine"], { prompts, variables: {} });
  expect([code, asked]).toEqual([0, ["token", WHERE, PAGE, GO_ON]]);
  expect(error).toContain('make     realm "Passkey Starter"');
  expect(tenant.text).toContain("AUTH_URL=http://localhost:3999");
});

test("the realms that there are can be chosen", async () => {
  const tenant = new ProvisionWorld("starter");
  const [realm] = tenant.world.realms;
  const { prompts, asked } = userWho({
    ...{ [REALM]: `${realm?.display_name} (${realm?.id})`, [GO_ON]: true },
  });
  const { report } = await tenant.run(["--app-url", "http://localhost:3000"], { prompts });
  expect([report.actions[0], asked]).toEqual([
    { action: "keep", kind: "realm", id: realm?.id, name: realm?.display_name },
    [PAGE, REALM, GO_ON],
  ]);
});

test("a user who does not agree gets nothing made, changed or deleted", async () => {
  const tenant = new ProvisionWorld();
  const before = JSON.stringify(tenant.world);
  const { prompts } = userWho({});
  const { code, report } = await tenant.run([], { prompts });
  expect([code, report.code, JSON.stringify(tenant.world)]).toEqual([2, "not_confirmed", before]);
  expect(existsSync(tenant.envFile)).toBe(false);
  await tenant.run();
  const after = JSON.stringify(tenant.world);
  await tenant.run(["--teardown"], { prompts });
  expect(JSON.stringify(tenant.world)).toBe(after);
});

test("with --yes, and for a dry run, nothing is asked", async () => {
  const tenant = new ProvisionWorld();
  const { prompts, asked } = userWho({});
  for (const flags of [["--dry-run"], ["--yes"], ["--yes", "--teardown"]]) {
    expect((await tenant.run(flags, { prompts })).code).toBe(0);
  }
  expect((await tenant.run(["--yes"], { prompts, variables: {} })).code).toBe(2);
  expect(asked).toEqual([]);
});

test("a dry run shows each call with its body, and says that the cloud was not asked", async () => {
  const tenant = new ProvisionWorld();
  const before = JSON.stringify(tenant.world);
  const dry = await tenant.run(["--dry-run", "--yes"]);
  expect([dry.code, dry.report.changed, dry.report.env_file.action]).toEqual([0, false, "create"]);
  expect(dry.report.calls?.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    "POST /v1/tenants/0001e5a1b7c94f20/realms",
    "POST /v1/tenants/0001e5a1b7c94f20/realms/id-of-the-realm/authenticator-configs",
    "POST /v1/tenants/0001e5a1b7c94f20/realms/id-of-the-realm/applications",
    "POST /v1/tenants/0001e5a1b7c94f20/realms/4b7d9e02c6a1f835/applications",
  ]);
  const people = await tenant.run([], { arguments: ["--dry-run", "--env-file", tenant.envFile] });
  expect(people.output).toContain('"redirect_uris": [');
  expect(people.output).toContain("not asked whether it would accept");
  expect(existsSync(tenant.envFile)).toBe(false);
  expect(JSON.stringify(tenant.world)).toBe(before);
});
