import "server-only";
import { checkDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { fetchDiscovery } from "@/lib/oidc/discovery";
import { requireNoRefusal } from "@/lib/recheck/recheck-refusal";
import { singleFlight } from "@/lib/single-flight";

const KEPT_MS = 5_000;
/** Short, so that the server is ready soon after the cloud is back. */
const FAILURE_KEPT_MS = 2_000;

const share = singleFlight<void>({ keptMs: KEPT_MS, failureKeptMs: FAILURE_KEPT_MS });

/**
 * Checks whether the server can reach the database and the issuer, and whether it can check sessions. Callers share a result
 * for five seconds and a failure for two, so they cannot cause calls to the cloud at will.
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
    fetchDiscovery({ issuer: getEnv().issuer, endpointsOnOtherHosts: false }),
  ]);
}
