import { spawn } from "node:child_process";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf } from "./next-process.ts";

const STEPS = ["lint", "typecheck", "test:unit", "test:security", "build", "test:e2e"];

await failPlainly(async () => {
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
  return 0;
});
