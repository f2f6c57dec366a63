import "server-only";
import { configuredBackend } from "@/lib/backend/kinds/configured-backend";
import { database } from "@/lib/database/database";
import { getEnv, isDevelopment, normalizeAuthUrl } from "@/lib/env/env";
import { EnvironmentError } from "@/lib/env/environment-error";
import { isFailure } from "@/lib/failure";
import { checkApplication } from "@/lib/operation/check-application";
import { closeOldLinksEveryMinute } from "@/lib/operation/close-old-links";
import { firstAnswer } from "@/lib/operation/first-answer";
import { removeStaleHourly } from "@/lib/operation/housekeeping";
import { reportLostKeys } from "@/lib/operation/report-lost-keys";
import { HANDLERS } from "@/lib/operation/task-handlers";
import { removeUnusedHourly } from "@/lib/operation/unused-registrations";
import { startOutbox } from "@/lib/outbox/worker";
import { configuredProviders } from "@/lib/providers/providers";
import { preparePages } from "@/lib/proxy/prepare-pages";
import { prepareEveryRequest } from "@/lib/request/prepare-every-request";

/**
 * Prepares the server for its first request. When the configuration is invalid or the database cannot be opened, it
 * prints what to fix and exits the process.
 */
export async function startUp(): Promise<void> {
  try {
    configuredProviders(getEnv());
    if (getEnv().hasTelemetry) await beginTelemetry();
    normalizeAuthUrl();
    configuredBackend();
    prepareEveryRequest();
    preparePages();
    // Creating a database would slow down the compilation of the first page, which does not need it.
    if (isDevelopment() && getEnv().database.type === "embedded") await firstAnswer();
    await checkApplication();
    await database();
    await reportLostKeys();
    removeStaleHourly();
    startOutbox(HANDLERS, undefined, endingSignal());
    closeOldLinksEveryMinute();
    removeUnusedHourly();
  } catch (error) {
    process.stderr.write(
      `\nThis server cannot start with this environment:\n\n${problemOf(error)}\n\n`,
    );
    process.stderr.write("Every variable is explained in .env.example.\n");
    process.exit(1);
  }
}

/** Next.js waits for the work after responses, and then exits. */
function endingSignal(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
  return ending.signal;
}

/** Its packages are loaded only when they are used. */
async function beginTelemetry(): Promise<void> {
  const { startTelemetry } = await import("@/lib/telemetry/start-telemetry");
  startTelemetry();
}

function problemOf(error: unknown): string {
  if (error instanceof EnvironmentError) return error.message;
  if (isFailure(error, "service_unavailable"))
    return "DATABASE_URL: the database cannot be reached";
  throw error;
}
