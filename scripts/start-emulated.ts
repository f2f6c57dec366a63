import { existsSync } from "node:fs";
import { emulatedVariables } from "./environment-files.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf, startNext } from "./next-process.ts";
import { runLocal } from "./run-local.ts";

await failPlainly(async () => {
  if (!existsSync(".next/BUILD_ID")) {
    const code = await exitOf(startNext(["build"], {}));
    if (code !== 0) return code;
  }
  return runLocal({ command: "start", variables: emulatedVariables(), withEmulator: true });
});
