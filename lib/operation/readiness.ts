import "server-only";
import { checkDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { fetchDiscovery } from "@/lib/oidc/discovery";
import { requireNoRefusal } from "@/lib/recheck/recheck-refusal";
import { singleFlight } from "@/lib/single-flight";

const KEPT_MS = 5_000;
/** Short, so that a cloud that is back is readiness soon. */
const FAILURE_KEPT_MS = 2_000;

const share = singleFlight<void>({ keptMs: KEPT_MS, failureKeptMs: FAILURE_KEPT_MS });

/**
 * Asks whether the database and the issuer can be reached, and whether sessions can be checked. The first is asked once for
 * all who want to know within five seconds, a failure within two, so that nobody can have the cloud asked at will.
 *
 * @throws Failure `service_unavailable`
 * @throws BeyondIdentityError
 */
export async function checkReadiness(): Promise<void> {
  await requireNoRefusal();
  await share("readiness", checkConnections);
}

async function checkConnections(): Promise<void> {
  await Promise.all([
    checkDatabase(),
    fetchDiscovery({ issuer: getEnv().issuer, keysOnOtherHost: false }),
  ]);
}
