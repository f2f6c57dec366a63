import { developmentVariables } from "./environment-files.ts";
import { failPlainly } from "./fail-plainly.ts";
import { runLocal } from "./run-local.ts";

await failPlainly(async () => {
  const { variables, usesEmulator } = developmentVariables();
  return runLocal({ command: "dev", variables, withEmulator: usesEmulator });
});
