import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import {
  BeyondIdentityError,
  type CloudErrorReason,
  isCloudError,
} from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import { logEvent } from "@/lib/log";

/** How soon whoever asks for readiness may have the cloud asked again. */
const PROBE_MS = 10_000;

type Refusal = { reason: CloudErrorReason; identityId: string; probedAt: number };

// Pages and routes must see the same one, and Next.js loads modules for each of them, classes of errors included.
declare global {
  var passkeyStarterRecheckRefusal: Refusal | undefined;
}

/** Codes of a cloud that is away or busy for a while. Any other failure is ours, or a new state of the cloud's. */
const OUTAGES = ["cloud_unreachable", "cloud_timeout", "cloud_rate_limited", "cloud_error"];

/** @returns whether waiting is likely to help. */
export function isOutage({ reason }: BeyondIdentityError): boolean {
  return OUTAGES.includes(reason);
}

/** The cloud refused to say who may be signed in, or was not understood: told once, until it answers again. */
export async function noteRefusal(
  { reason }: BeyondIdentityError,
  { id, identityId }: { id: string; identityId: string },
): Promise<void> {
  const isNews = globalThis.passkeyStarterRecheckRefusal?.reason !== reason;
  globalThis.passkeyStarterRecheckRefusal = { reason, identityId, probedAt: Date.now() };
  if (isNews) await recordEvent("recheck_failed", { sessionId: id, reason });
}

/** The cloud said who may be signed in. */
export function noteAnswer(): void {
  if (!globalThis.passkeyStarterRecheckRefusal) return;
  globalThis.passkeyStarterRecheckRefusal = undefined;
  logEvent("recheck_recovered", {});
}

/**
 * Asks again itself after a while: a server that is not ready gets no requests, and would never hear better.
 *
 * @throws BeyondIdentityError while sessions cannot be checked because the cloud refuses it, or is not understood
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

/** That an identity was deleted is an answer, too. */
async function identityExists(identityId: string): Promise<boolean> {
  try {
    await managementApi().getIdentityOnce(identityId);
    return true;
  } catch (error) {
    if (isCloudError(error, "not_found")) return false;
    throw error;
  }
}
