/**
 * Serves the browser tests: both pairs of app and emulator, started at the same time, and an address that
 * answers 200 once both are ready.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createPreparedDatabase, prepareDatabase } from "./prepared-database.ts";
import { recordingVariables } from "./recording.ts";
import { appAt, READY_PORT, type Servers, SHARED, STORMY } from "./servers.ts";

const PAIRS = [SHARED, STORMY];
await createPreparedDatabase();
const children = PAIRS.map(serve);

function end(code: number): void {
  for (const child of children) child.kill("SIGTERM");
  process.exit(code);
}
process.once("SIGTERM", () => end(0));
for (const child of children) child.once("exit", () => end(1));

createServer(async (_, response) => {
  const answers = await Promise.all(PAIRS.map(isReady));
  response.writeHead(answers.every((ready) => ready) ? 200 : 503).end();
}).listen(READY_PORT, "localhost");

async function isReady(servers: Servers): Promise<boolean> {
  const response = await fetch(`${appAt(servers)}/api/ready`).catch(() => undefined);
  return response?.ok ?? false;
}

function serve(servers: Servers) {
  prepareDatabase(appAt(servers));
  return spawn(process.execPath, ["scripts/bundled.mjs", "scripts/start-emulated.ts"], {
    stdio: "inherit",
    env: {
      ...process.env,
      PORT: `${servers.port}`,
      EMULATOR_PORT: `${servers.emulatorPort}`,
      // All tests share one client address, and many of them register.
      RATE_LIMIT_MULTIPLIER: "100",
      ...recordingVariables(servers),
    },
  });
}
