import { type ChildProcess, spawn } from "node:child_process";
import { failPlainly } from "./fail-plainly.ts";
import { findPython, HOW_TO_GET_DJANGO } from "./find-python.ts";
import { exitOf } from "./next-process.ts";

const WITHOUT_DJANGO = `NOT EVERYTHING WAS TESTED. There is no Python with Django here, so these did not run:
  tests/e2e/backends/on-the-page.e2e.ts, "with a token exchange"
To run them: ${HOW_TO_GET_DJANGO}.`;

/** The steps of a stage run together, because tests wait often enough for the compiler and the build. */
const STAGES = [
  ["lint", "typecheck"],
  ["test:in-process", "build"],
  ["test:e2e", "bundle-size"],
] as const;

/** What each step took, in the order of their ends. */
const times: string[] = [];

await failPlainly(async () => {
  const withDjango = findPython() !== null;
  const code = await runStages();
  times.push(`all of it ${secondsSince(0)}`);
  console.log(`\nTime: ${times.join(", ")}`);
  if (code === 0 && !withDjango) console.log(`\n${WITHOUT_DJANGO}`);
  return code;
});

/** @returns the exit code of the first step that fails, or 0 */
async function runStages(): Promise<number> {
  for (const [first, ...others] of STAGES) {
    const codes = await Promise.all([run(first, "inherit"), ...others.map((step) => run(step))]);
    const failure = codes.find((code) => code !== 0);
    if (failure !== undefined) return failure;
  }
  return 0;
}

/**
 * Runs one script of the package.
 *
 * @param output whether its output is shown at once or at the end
 * @returns its exit code
 */
async function run(step: string, output: "inherit" | "pipe" = "pipe"): Promise<number> {
  const startedAt = performance.now();
  console.log(`\n── ${step}`);
  const child = spawn("npm", ["run", "--silent", step], { stdio: ["inherit", output, output] });
  const said = listen(child);
  const code = await exitOf(child);
  const time = secondsSince(startedAt);
  times.push(`${step} ${time}`);
  process.stdout.write(said.join(""));
  console.log(`── ${step}: ${code === 0 ? "passed" : `failed with exit code ${code}`}, ${time}`);
  return code;
}

/** @param startedAt by the clock of the process, which begins with 0 */
function secondsSince(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** @returns the output of the process, to be read at its end. It is empty if the output was already shown. */
function listen({ stdout, stderr }: ChildProcess): string[] {
  const said: string[] = [];
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  }
  return said;
}
