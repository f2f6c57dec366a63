import { parseArgs } from "node:util";
import { developmentVariables } from "./environment-files.ts";
import { EXAMPLES } from "./example-backend.ts";
import { failPlainly } from "./fail-plainly.ts";
import { runLocal } from "./run-local.ts";

/** `npm run dev`, or `npm run dev -- --backend express` with an example backend beside it. */
await failPlainly(async () => {
  const { values } = parseArgs({ options: { backend: { type: "string" } } });
  const backend = EXAMPLES.find((name) => name === values.backend);
  if (values.backend !== undefined && !backend) {
    throw new Error(`--backend must be one of ${EXAMPLES.join(", ")}.`);
  }
  const { variables, usesEmulator } = developmentVariables();
  if (backend && !usesEmulator) {
    throw new Error(
      "The examples start with the emulator only. For your own tenant, start one as its README says and set BACKEND_URL.",
    );
  }
  return runLocal({ command: "dev", variables, withEmulator: usesEmulator, backend });
});
