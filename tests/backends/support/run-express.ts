import { fileURLToPath } from "node:url";
import { freePort, type RunningBackend, runServer } from "./run-process.ts";

const FOLDER = fileURLToPath(new URL("../../../examples/backend-express", import.meta.url));

/** Starts the Express example. */
export async function runExpress(variables: Record<string, string>): Promise<RunningBackend> {
  const port = await freePort();
  return runServer([process.execPath, "--import", "tsx", "src/server.ts"], {
    cwd: FOLDER,
    port,
    variables: { PORT: `${port}`, ...variables },
  });
}
