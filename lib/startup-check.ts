import "server-only";
import { closeOldLinksEveryMinute } from "@/lib/accounts/close-old-links";
import { removeUnusedHourly } from "@/lib/accounts/unused-registrations";
import { configuredBackend } from "@/lib/backend/configured-backend";
import { database } from "@/lib/database/database";
import { DatabaseError } from "@/lib/database/database-error";
import { removeStaleHourly } from "@/lib/database/housekeeping";
import { getEnv, settleAuthUrl } from "@/lib/env";
import { EnvironmentError } from "@/lib/environment-error";
import { prepareEveryRequest } from "@/lib/http/own-hop";
import { startPaying } from "@/lib/outbox/paying";
import { authProviders } from "@/lib/providers/providers";
import { reportLostKeys } from "@/lib/sessions/report-lost-keys";
import { HANDLERS } from "@/lib/use-cases/pay-debts";

/**
 * Prepares the server for its first request. It ends the process, naming what to mend, when the environment does not
 * describe a server that is safe to start, or the database cannot be opened.
 */
export async function startUp(): Promise<void> {
  try {
    authProviders(getEnv());
    settleAuthUrl();
    configuredBackend();
    prepareEveryRequest();
    await database();
    await reportLostKeys();
    removeStaleHourly();
    startPaying(HANDLERS);
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

function problemOf(error: unknown): string {
  if (error instanceof EnvironmentError) return error.message;
  if (error instanceof DatabaseError) return "DATABASE_URL: the database cannot be reached";
  throw error;
}
