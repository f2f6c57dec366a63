import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { parseBindingLink } from "@/lib/beyond-identity/binding-link";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { managementApi } from "@/lib/beyond-identity/management-api";
import { getEnv } from "@/lib/env";
import { limitByAddress } from "@/lib/rate-limits/limit";
import { RateLimitError } from "@/lib/rate-limits/rate-limit-error";

/**
 * Writes into a person's history that a passkey was made with a link, once for each link. Browser and cloud do that
 * between them, so the cloud is asked whether it is true; when it does not answer, or is asked too often, the line is
 * missing and nothing else is.
 *
 * @param query the query of `/bind`, without its token
 */
export async function noteBoundPasskey(query: Record<string, unknown>): Promise<void> {
  const target = parseBindingLink(query);
  if (!target) return;
  const { identityId, jobId } = target;
  try {
    await limitByAddress("bind");
    const job = await managementApi().getBindingJob(identityId, jobId);
    if (job.state !== "COMPLETE" || job.identityId !== identityId) return;
    const owner = { issuer: getEnv().issuer, identityId };
    await recordEvent("passkey_created", { owner, onceFor: jobId });
  } catch (error) {
    if (!(error instanceof BeyondIdentityError || error instanceof RateLimitError)) throw error;
  }
}
