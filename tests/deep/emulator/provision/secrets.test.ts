import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { variablesIn } from "../../../../scripts/env-file/variables.ts";
import {
  inFrontOf,
  startBlankTenant,
  temporaryFolder,
} from "../../../support/provision-process.ts";
import { managementToken, startProvision } from "../../../support/run-provision.ts";

/** @returns the command lines of all processes, as every user of the machine may read them */
function commandLines(): string {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, "utf8");
      } catch {
        return "";
      }
    })
    .join("\n");
}

test("no secret is on the terminal, in a command line, in another file or readable by others", async () => {
  expect(existsSync("/proc/self/cmdline")).toBe(true);
  const tenant = await startBlankTenant();
  const token = await managementToken(tenant);
  const [folder, home] = [temporaryFolder(), temporaryFolder()];
  const file = join(folder, ".env.local");
  const modes = new Set<number>();
  let seen = "";
  const proxy = await inFrontOf(tenant, async (_, act) => {
    seen += commandLines();
    for (const name of readdirSync(folder)) modes.add(statSync(join(folder, name)).mode & 0o777);
    return act();
  });
  const variables = { HOME: home, BEYOND_IDENTITY_API_URL: proxy };
  const flags = ["--env-file", file, "--yes"];
  const said: string[] = [];
  for (const [more, withToken] of [
    [["--dry-run", "--json"], false],
    [[], true],
    [["--json"], false],
    [["--dry-run"], true],
    [["--app-url", "http://localhost:3999"], true],
    [["--name", "Other"], false],
    [["--teardown", "--dry-run"], true],
  ] as const) {
    const run = startProvision(
      [...flags, ...more, ...(withToken ? [] : ["--token-stdin"])],
      { ...variables, ...(withToken ? { BEYOND_IDENTITY_API_TOKEN: token } : {}) },
      withToken ? "" : token,
    );
    await run.ended;
    said.push(run.said());
  }
  const written = variablesIn(readFileSync(file, "utf8"));
  const { applications } = tenant.emulator.store.state.world;
  const secrets = [
    ...tenant.emulator.issued.entries().map(({ value }) => value),
    ...applications.flatMap(({ protocol_config }) => protocol_config.client_secret ?? []),
    written.AUTH_SECRET ?? "",
  ];
  expect(secrets.length).toBeGreaterThan(4);
  expect(said.every((text) => text.length > 100)).toBe(true);
  expect(seen).toContain("scripts/provision.ts");
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(20);
    expect(said.join("\n").includes(secret)).toBe(false);
    expect(seen.includes(secret)).toBe(false);
  }
  expect(modes).toEqual(new Set([0o600]));
  expect([readdirSync(folder), readdirSync(home)]).toEqual([[".env.local"], []]);
});
