import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { emulatedVariables } from "./environment-files.ts";
import { failPlainly } from "./fail-plainly.ts";
import { exitOf, startNext } from "./next-process.ts";
import { runLocal } from "./run-local.ts";

/** `npm run start:emulated`. With `-- --hosted` the emulator's hosted page signs users in. */
await failPlainly(async () => {
  const { values } = parseArgs({ options: { hosted: { type: "boolean", default: false } } });
  if (!existsSync(".next/BUILD_ID")) {
    const code = await exitOf(startNext(["build"], {}));
    if (code !== 0) return code;
  }
  const page = values.hosted ? "hosted" : "embedded";
  const variables = emulatedVariables(".", page);
  return runLocal({ command: "start", variables, withEmulator: true, page });
});
