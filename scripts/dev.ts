import { parseArgs } from "node:util";
import { developmentVariables, hostedDevelopmentVariables } from "./environment-files.ts";
import { EXAMPLES } from "./example-backend.ts";
import { failPlainly } from "./fail-plainly.ts";
import { runLocal } from "./run-local.ts";

/**
 * `npm run dev`. With `-- --backend express` an example backend runs beside it. With `-- --hosted` the emulator's hosted page
 * signs users in.
 */
await failPlainly(async () => {
  const { values } = parseArgs({
    options: { backend: { type: "string" }, hosted: { type: "boolean", default: false } },
  });
  const backend = EXAMPLES.find((name) => name === values.backend);
  if (values.backend !== undefined && !backend) {
    throw new Error(`--backend must be one of ${EXAMPLES.join(", ")}.`);
  }
  const page = values.hosted ? "hosted" : "embedded";
  const { variables, usesEmulator } = values.hosted
    ? { variables: hostedDevelopmentVariables(), usesEmulator: true }
    : developmentVariables();
  if (backend && !usesEmulator) {
    throw new Error(
      "The examples start with the emulator only. For your own tenant, start one as its README says and set BACKEND_URL.",
    );
  }
  return runLocal({ command: "dev", variables, withEmulator: usesEmulator, page, backend });
});
