import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import {
  BeyondIdentityError,
  type CloudErrorReason,
  isCloudError,
} from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { logEvent } from "@/lib/log";

/** How soon another readiness check may send a request to the cloud again. */
const PROBE_MS = 10_000;

type Refusal = { reason: CloudErrorReason; identityId: string; probedAt: number };

// Pages and routes must share this value, and Next.js loads modules separately for each of them.
declare global {
  var passkeyStarterRecheckRefusal: Refusal | undefined;
}

/** Codes of a temporary outage. Any other failure comes from the app's setup, or from a change in the cloud. */
const OUTAGES = ["cloud_unreachable", "cloud_timeout", "cloud_rate_limited", "cloud_error"];

/** @returns whether waiting is likely to help. */
export function isOutage({ reason }: BeyondIdentityError): boolean {
  return OUTAGES.includes(reason);
}

/** Records once that the cloud refused to confirm a session, or that its response was invalid. */
export async function noteRefusal(
  { reason }: BeyondIdentityError,
  { id, identityId }: { id: string; identityId: string },
): Promise<void> {
  const isNews = globalThis.passkeyStarterRecheckRefusal?.reason !== reason;
  globalThis.passkeyStarterRecheckRefusal = { reason, identityId, probedAt: Date.now() };
  if (isNews) await recordEvent("recheck_failed", { sessionId: id, reason });
}

/** Records that the cloud answers rechecks again. */
export function noteAnswer(): void {
  if (!globalThis.passkeyStarterRecheckRefusal) return;
  globalThis.passkeyStarterRecheckRefusal = undefined;
  logEvent("recheck_recovered", {});
}

/**
 * Checks for readiness that the cloud answers rechecks. After a refusal, it sends a request to the cloud itself: a server
 * that is not ready gets no requests, and would otherwise never notice the recovery.
 *
 * @throws BeyondIdentityError while the cloud refuses rechecks, or its responses are invalid
 */
export async function requireNoRefusal(): Promise<void> {
  const refusal = globalThis.passkeyStarterRecheckRefusal;
  if (!refusal) return;
  if (Date.now() - refusal.probedAt < PROBE_MS) {
    throw new BeyondIdentityError(refusal.reason, "check sessions");
  }
  refusal.probedAt = Date.now();
  if (await identityExists(refusal.identityId)) {
    await managementApi().listPasskeysOnce(refusal.identityId);
  }
  noteAnswer();
}

/** A deleted identity counts as an answer too. */
async function identityExists(identityId: string): Promise<boolean> {
  try {
    await managementApi().getIdentityOnce(identityId);
    return true;
  } catch (error) {
    if (isCloudError(error, "not_found")) return false;
    throw error;
  }
}
