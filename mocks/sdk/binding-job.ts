import type { Emulator } from "../cloud/emulator.ts";
import { realmPath } from "../cloud/lookup.ts";
import type { BindingJob, Identity } from "../cloud/model.ts";
import { hashToken, hexId, randomToken } from "../cloud/store.ts";
import { traceOutcome, traceSubject } from "../cloud/trace.ts";

const LINK_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Creates a credential binding job and its link. Only the link contains the token. The store keeps a hash of it, so
 * reading the state is not enough to bind a passkey.
 *
 * @returns the stored job, pending for seven days, and its `:invokeAuthenticator` link
 */
export function createBindingJob(
  emulator: Emulator,
  fields: Pick<
    BindingJob,
    "deliveryMethod" | "authenticatorConfigId" | "authenticatorConfig" | "postBindingRedirectUri"
  > & { identity: Identity },
): { job: BindingJob; link: string } {
  const token = randomToken(64);
  emulator.issued.record("binding_token", token);
  const now = emulator.clock.now();
  const job: BindingJob = {
    id: hexId(),
    realmId: fields.identity.realmId,
    identityId: fields.identity.id,
    deliveryMethod: fields.deliveryMethod,
    state: "LINK_SENT",
    authenticatorConfigId: fields.authenticatorConfigId,
    authenticatorConfig: fields.authenticatorConfig,
    postBindingRedirectUri: fields.postBindingRedirectUri,
    tokenHash: hashToken(token),
    expiresAt: now + LINK_LIFE_MS,
    createdAt: now,
    updatedAt: now,
  };
  emulator.store.state.bindingJobs.push(job);
  return { job, link: bindingLink(emulator, job, token) };
}

/** Tells that the job begins. A batch tells nothing, because each of its jobs is a story of its own. */
export function traceNewJob({ id, identityId, deliveryMethod }: BindingJob, person: string): void {
  const isMailed = deliveryMethod === "EMAIL";
  traceOutcome("CREATE", isMailed ? "The link is mailed." : "The link is returned.");
  traceSubject({ identity_id: identityId, person }, `job:${id}`);
}

function bindingLink(emulator: Emulator, job: BindingJob, token: string): string {
  const identity = `${realmPath(emulator, job.realmId)}/identities/${job.identityId}`;
  const path = `${identity}/credential-binding-jobs/${job.id}:invokeAuthenticator`;
  return `${emulator.origins.auth}${path}?token=${token}`;
}
