import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectHealthy } from "../../../support/provision-health.ts";
import {
  inFrontOf,
  managementToken,
  type ProvisionProcess,
  startBlankTenant,
  startProvision,
  temporaryFolder,
} from "../../../support/provision-process.ts";

const CALLS = 8;

/** Kills a run at one of its calls, runs it again, and looks at what both left. */
async function killedAt(call: number, hasActed: boolean): Promise<void> {
  const tenant = await startBlankTenant();
  const token = await managementToken(tenant);
  const file = join(temporaryFolder(), ".env.local");
  let run: ProvisionProcess | undefined;
  const proxy = await inFrontOf(tenant, async (number, act) => {
    if (number !== call) return act();
    if (hasActed) await act();
    run?.child.kill("SIGKILL");
    return undefined;
  });
  const variables = { BEYOND_IDENTITY_API_TOKEN: token, BEYOND_IDENTITY_API_URL: proxy };
  run = startProvision(["--yes", "--env-file", file], variables);
  expect(await run.ended).toBeNull();
  expect(await startProvision(["--yes", "--env-file", file], variables).ended).toBe(0);
  expectHealthy(tenant.emulator.store.state.world, readFileSync(file, "utf8"));
}

test.each([false, true])(
  "killed at every single call (the cloud has acted: %s), another run completes it",
  async (hasActed) => {
    for (let call = 1; call <= CALLS; call += 1) await killedAt(call, hasActed);
  },
);

test("stopped with Ctrl-C, it ends after the call under way and says how to go on", async () => {
  const tenant = await startBlankTenant();
  const file = join(temporaryFolder(), ".env.local");
  let run: ProvisionProcess | undefined;
  const proxy = await inFrontOf(tenant, async (number, act) => {
    if (number === CALLS - 2) run?.child.kill("SIGINT");
    return act();
  });
  const token = await managementToken(tenant);
  const variables = { BEYOND_IDENTITY_API_TOKEN: token, BEYOND_IDENTITY_API_URL: proxy };
  run = startProvision(["--yes", "--env-file", file], variables);
  expect([await run.ended, run.said()]).toEqual([
    1,
    expect.stringContaining("Run the same command again"),
  ]);
  expect(await startProvision(["--yes", "--env-file", file], variables).ended).toBe(0);
  expectHealthy(tenant.emulator.store.state.world, readFileSync(file, "utf8"));
});

/** Writes two texts in turn, and says so after each. */
const WRITER = `
  import { readEnvFile, writePrivately } from "./scripts/env-file/file.ts";
  const [, , path] = process.argv;
  for (let turn = 0; ; turn += 1) {
    await writePrivately(await readEnvFile(path), (turn % 2 ? "a" : "b").repeat(1_000_000));
    process.stdout.write(".");
  }
`;

test("killed while it writes the file, the old or the new text is there, never half", async () => {
  const path = join(temporaryFolder(), ".env.local");
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-", path], {
      env: { PATH: process.env.PATH, NODE_ENV: "production" },
    });
    child.stdin.end(WRITER);
    let turns = 0;
    for await (const chunk of child.stdout) {
      turns += String(chunk).length;
      if (turns > round) break;
    }
    child.kill("SIGKILL");
    await once(child, "close");
    expect(readFileSync(path, "utf8")).toMatch(/^(a{1000000}|b{1000000})$/);
  }
});
