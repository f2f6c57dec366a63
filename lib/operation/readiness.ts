import "server-only";
import { checkDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { fetchDiscovery } from "@/lib/oidc/discovery";
import { requireNoRefusal } from "@/lib/recheck/recheck-refusal";

const KEPT_MS = 5_000;

let probe: Promise<void> | null = null;

/**
 * Asks whether the database and the issuer can be reached, and whether sessions can be checked. The first is asked once for
 * all who want to know within five seconds, so that nobody can have the cloud asked at will. A failure is not kept.
 *
 * @throws Failure `service_unavailable`
 * @throws BeyondIdentityError
 */
export async function checkReadiness(): Promise<void> {
  await requireNoRefusal();
  await (probe ?? startProbe());
}

function startProbe(): Promise<void> {
  const started = reachAll();
  const forget = () => {
    probe = null;
  };
  started.then(() => setTimeout(forget, KEPT_MS).unref(), forget);
  probe = started;
  return started;
}

async function reachAll(): Promise<void> {
  await Promise.all([
    checkDatabase(),
    fetchDiscovery({ issuer: getEnv().issuer, keysElsewhere: false }),
  ]);
}
