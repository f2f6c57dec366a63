import "server-only";
import { LINK_LIFETIME_MS } from "@/lib/accounts/binding-jobs";
import { type BindingLinkTarget, parseBindingLink } from "@/lib/beyond-identity/binding-link";
import { isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { managementApi } from "@/lib/beyond-identity/cloud/management-api";
import type { BindingJob } from "@/lib/beyond-identity/cloud/schemas";
import { type FailureCode, failureCodeOf } from "@/lib/failure";
import { logEvent } from "@/lib/log";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { isOwnLink } from "@/lib/use-cases/own-binding-link";

/** What the bind page may show about the link it was opened with. */
export type BindingLink =
  | { status: "ready"; identityId: string; email: string; displayName: string }
  | { status: "missing" | "invalid" | "foreign" | "used" | "expired" | "revoked" }
  | { status: "failed"; code: FailureCode };

/**
 * Looks up whose passkey a binding link would make, and whether the link is still valid. It only calls the management API,
 * so opening the page does not use the link.
 *
 * @param query the query of `/bind`
 */
export async function inspectBindingLink(
  query: Record<string, string | string[] | undefined>,
): Promise<BindingLink> {
  if (Object.keys(query).length === 0) return { status: "missing" };
  const target = parseBindingLink(query);
  if (!target) return { status: "invalid" };
  if (!isOwnLink(target)) return { status: "foreign" };
  try {
    await limitByAddress("bind");
    return await lookUp(target);
  } catch (error) {
    if (isCloudError(error, "not_found")) return { status: "invalid" };
    const code = failureCodeOf(error);
    logEvent("binding_link_lookup_failed", { code });
    return { status: "failed", code };
  }
}

async function lookUp({ identityId, jobId }: BindingLinkTarget): Promise<BindingLink> {
  const api = managementApi();
  const job = await api.getBindingJob(identityId, jobId);
  if (job.identityId !== identityId) return { status: "invalid" };
  if (!job.pending) return { status: closedStatus(job) };
  const tooOld = Date.now() - job.createdAt.getTime() > LINK_LIFETIME_MS;
  if (tooOld) return { status: "expired" };
  const { displayName, email, username } = await api.getIdentity(identityId);
  return { status: "ready", identityId, email: email ?? username, displayName };
}

function closedStatus({ state }: BindingJob): "used" | "expired" | "revoked" {
  if (state === "COMPLETE") return "used";
  return state === "REVOKED" ? "revoked" : "expired";
}
