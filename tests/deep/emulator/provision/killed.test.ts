import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProvision } from "../../../../scripts/provision/run.ts";
import { expectHealthy } from "../../../support/provision-health.ts";
import {
  inFrontOf,
  startBlankTenant,
  temporaryFolder,
} from "../../../support/provision-process.ts";
import {
  managementToken,
  type ProvisionProcess,
  startProvision,
} from "../../../support/run-provision.ts";

const CALLS = 11;
/** Those that make something. The others leave the cloud as it was, so it makes no difference when they are lost. */
const WRITES = [3, 6, 7, 8, 11];
const FLAGS = ["--yes", "--theme", "Acme"];

/** Kills a run at one of its calls, runs it again, and looks at what both left. */
async function killedAt(call: number, hasActed: boolean): Promise<void> {
  const tenant = await startBlankTenant();
  const token = await managementToken(tenant);
  const file = join(temporaryFolder(), ".env.local");
  const made: string[] = [];
  let run: ProvisionProcess | undefined;
  const proxy = await inFrontOf(tenant, async (number, act, method) => {
    if (method === "POST") made.push(`${number}`);
    if (number !== call) return act();
    if (hasActed) await act();
    run?.child.kill("SIGKILL");
    return undefined;
  });
  const variables = { BEYOND_IDENTITY_API_TOKEN: token, BEYOND_IDENTITY_API_URL: proxy };
  run = startProvision([...FLAGS, "--env-file", file], variables);
  expect(await run.ended).toBeNull();
  expect(made).toEqual(WRITES.filter((number) => number <= call).map(String));
  expect(await runAgain([...FLAGS, "--env-file", file], variables)).toBe(0);
  expectHealthy(tenant.emulator.store.state.world, readFileSync(file, "utf8"));
}

/** Runs the command in this process, which takes less time. */
function runAgain(flags: string[], variables: Record<string, string>): Promise<number> {
  return runProvision({
    ...{ arguments: flags, variables, prompts: null, signal: new AbortController().signal },
    ...{ readInput: async () => "", writeOutput: () => undefined, writeError: () => undefined },
  });
}

test("killed at every single call, another run completes it", async () => {
  for (let call = 1; call <= CALLS; call += 1) await killedAt(call, false);
});

test("killed after every call that made something, another run completes it", async () => {
  for (const call of WRITES) await killedAt(call, true);
});

test("stopped with Ctrl-C, it ends after the call under way and says how to go on", async () => {
  const tenant = await startBlankTenant();
  const file = join(temporaryFolder(), ".env.local");
  let run: ProvisionProcess | undefined;
  const proxy = await inFrontOf(tenant, async (number, act) => {
    if (number === 7) run?.child.kill("SIGINT");
    return act();
  });
  const token = await managementToken(tenant);
  const variables = { BEYOND_IDENTITY_API_TOKEN: token, BEYOND_IDENTITY_API_URL: proxy };
  run = startProvision([...FLAGS, "--env-file", file], variables);
  expect([await run.ended, run.said()]).toEqual([
    1,
    expect.stringContaining("Run the same command again"),
  ]);
  expect(await runAgain([...FLAGS, "--env-file", file], variables)).toBe(0);
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
  for (let round = 0; round < 8; round += 1) {
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
