import "server-only";
import { getEnv } from "@/lib/env";
import { EnvironmentError } from "@/lib/environment-error";

/** Ends the process, naming what to mend, when the environment does not describe a server that is safe to start. */
export function exitUnlessConfigured(): void {
  try {
    getEnv();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(
      `\nThis server cannot start with this environment:\n\n${error.message}\n\n`,
    );
    process.stderr.write("Every variable is explained in .env.example.\n");
    process.exit(1);
  }
}
