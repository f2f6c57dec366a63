import { type ChildProcess, spawn } from "node:child_process";
import { failPlainly } from "./fail-plainly.ts";
import { findPython, HOW_TO_GET_DJANGO } from "./find-python.ts";
import { exitOf } from "./next-process.ts";

const WITHOUT_DJANGO = `NOT EVERYTHING WAS TESTED. There is no Python with Django here, so these did not run:
  tests/e2e/backends/on-the-page.e2e.ts, "with a token exchange"
To run them: ${HOW_TO_GET_DJANGO}.`;

/** The steps of a stage run together, because tests wait often enough for the compiler and the build. */
const STAGES = [
  ["lint"],
  ["test:unit", "typecheck"],
  ["test:security", "build"],
  ["test:e2e", "bundle-size"],
] as const;

await failPlainly(async () => {
  const withDjango = findPython() !== null;
  for (const [first, ...others] of STAGES) {
    const codes = await Promise.all([run(first, "inherit"), ...others.map((step) => run(step))]);
    const failure = codes.find((code) => code !== 0);
    if (failure !== undefined) return failure;
  }
  if (!withDjango) console.log(`\n${WITHOUT_DJANGO}`);
  return 0;
});

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
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(said.join(""));
  console.log(
    `── ${step}: ${code === 0 ? "passed" : `failed with exit code ${code}`}, ${seconds} s`,
  );
  return code;
}

/** @returns the output of the process, to be read at its end. It is empty if the output was already shown. */
function listen({ stdout, stderr }: ChildProcess): string[] {
  const said: string[] = [];
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  }
  return said;
}
