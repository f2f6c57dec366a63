import type { Emulator } from "../cloud/emulator.ts";
import { isOwnTenant } from "../cloud/lookup.ts";
import type { BindingJob, Identity } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentRequest } from "../cloud/sent-request.ts";
import { hashToken } from "../cloud/store.ts";
import { traceCheck, traceSubject } from "../cloud/trace.ts";
import { refusal } from "./refusals.ts";

/** A binding job that can still be completed, and the identity that gets the passkey. */
export type PendingJob = { job: BindingJob; identity: Identity };

/**
 * Finds the job in the path and checks that it can be completed with this token. A caller that has awaited something
 * since calls it again before it changes the job.
 *
 * @throws Refusal 404 unknown, 401 wrong token, 409 used, 410 expired or revoked, 403 suspended identity
 */
export function pendingJob({ emulator, params }: Exchange, token: string): PendingJob {
  const { bindingJobs, identities } = emulator.store.state;
  const job = bindingJobs.find(({ id }) => id === params.jobId);
  traceCheck("Binding job");
  demand(job, () => refusal(404, "the binding job does not exist"));
  traceSubject({ identity_id: job.identityId }, `job:${job.id}`);
  demand(isPathOf(emulator, job, params), () =>
    refusal(404, "the binding job does not belong to the tenant, realm and identity in the path"),
  );
  traceCheck("Token of the link");
  demand(hashToken(token) === job.tokenHash, () =>
    refusal(401, "the token does not belong to this binding job"),
  );
  traceCheck("Not used, revoked or expired");
  demand(job.state !== "COMPLETE", () => refusal(409, "the binding link was used before"));
  demand(job.state !== "REVOKED", () => refusal(410, "the binding job was revoked"));
  demand(job.expiresAt > emulator.clock.now(), () => refusal(410, "the binding link has expired"));

  const identity = identities.find(({ id }) => id === job.identityId);
  traceCheck("Identity is active");
  demand(identity, () => refusal(404, "the identity of the binding job was deleted"));
  demand(identity.status === "active", () => refusal(403, "the identity is suspended"));
  traceSubject({ person: identity.traits.username });
  return { job, identity };
}

/** @throws Refusal 401 when the request carries no bearer token (RFC 6750 section 2.1) */
export function bearerToken(request: SentRequest): string {
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  demand(token, () => refusal(401, "the request carries no bearer token"));
  return token;
}

function isPathOf(emulator: Emulator, job: BindingJob, params: Exchange["params"]): boolean {
  return (
    isOwnTenant(emulator, params) &&
    params.realmId === job.realmId &&
    params.identityId === job.identityId
  );
}
