import { type ChildProcess, spawn } from "node:child_process";
import { failPlainly } from "./fail-plainly.ts";
import { findPython, HOW_TO_GET_DJANGO } from "./find-python.ts";
import { exitOf } from "./next-process.ts";

const WITHOUT_DJANGO = `NOT EVERYTHING WAS TESTED. There is no Python with Django here, so these did not run:
  tests/e2e/backends/on-the-page.e2e.ts, "with a token exchange"
To run them: ${HOW_TO_GET_DJANGO}.`;

/** Steps that run together, because the browser tests wait half of their time, and others for the compiler. */
type Together = readonly (string | readonly Together[])[];

/** One after the other. Within the second, the browser tests begin once there is a build. */
const STAGES: readonly Together[] = [
  ["typecheck", "lint"],
  ["test:in-process", [["build"], ["test:e2e", "bundle-size"]]],
];

type Output = "inherit" | "pipe";

/** What each step took, in the order of their ends. */
const times: string[] = [];

await failPlainly(async () => {
  const withDjango = findPython() !== null;
  const code = await inTurn(STAGES, "inherit");
  times.push(`all of it ${secondsSince(0)}`);
  console.log(`\nTime: ${times.join(", ")}`);
  if (code === 0 && !withDjango) console.log(`\n${WITHOUT_DJANGO}`);
  return code;
});

/**
 * @param output of the first step of each stage. That of the others is shown at its end.
 * @returns the exit code of the first stage with a step that fails, or 0
 */
async function inTurn(stages: readonly Together[], output: Output): Promise<number> {
  for (const stage of stages) {
    const codes = await Promise.all(
      stage.map((step, index) =>
        typeof step === "string" ? run(step, index === 0 ? output : "pipe") : inTurn(step, "pipe"),
      ),
    );
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
async function run(step: string, output: Output): Promise<number> {
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
