import { spawn } from "node:child_process";
import { failPlainly } from "./fail-plainly.ts";
import { findPython, HOW_TO_GET_DJANGO } from "./find-python.ts";
import { exitOf } from "./next-process.ts";

const WITHOUT_DJANGO = `NOT EVERYTHING WAS TESTED. There is no Python with Django here, so these did not run:
  tests/backends/django.test.ts
  tests/e2e/backends/on-the-page.e2e.ts, "with a token exchange"
To run them: ${HOW_TO_GET_DJANGO}.`;

const STEPS = ["lint", "typecheck", "test:unit", "test:security", "build", "test:e2e"];

await failPlainly(async () => {
  const withDjango = findPython() !== null;
  for (const step of STEPS) {
    const startedAt = performance.now();
    console.log(`\n── ${step}`);
    const code = await exitOf(spawn("npm", ["run", "--silent", step], { stdio: "inherit" }));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `── ${step}: ${code === 0 ? "passed" : `failed with exit code ${code}`}, ${seconds} s`,
    );
    if (code !== 0) return code;
  }
  if (!withDjango) console.log(`\n${WITHOUT_DJANGO}`);
  return 0;
});
