import type { Emulator } from "../cloud/emulator.ts";
import type { BindingJob, Identity } from "../cloud/model.ts";
import { seed } from "../cloud/seed.ts";
import { hashToken, hexId, randomToken } from "../cloud/store.ts";

const LINK_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Makes a credential binding job and the link that carries it out. The token stands in the link alone: the store keeps
 * its hash, so that reading the state does not give anybody a passkey.
 *
 * @returns the stored job, pending for seven days, and its `:invokeAuthenticator` link
 */
export function createBindingJob(
  emulator: Emulator,
  wish: {
    identity: Identity;
    deliveryMethod: BindingJob["deliveryMethod"];
    authenticatorConfigId: string;
    postBindingRedirectUri?: string | undefined;
  },
): { job: BindingJob; link: string } {
  const token = randomToken(64);
  emulator.issued.record("binding_token", token);
  const now = emulator.clock.now();
  const job: BindingJob = {
    id: hexId(),
    realmId: wish.identity.realmId,
    identityId: wish.identity.id,
    deliveryMethod: wish.deliveryMethod,
    state: "LINK_SENT",
    authenticatorConfigId: wish.authenticatorConfigId,
    postBindingRedirectUri: wish.postBindingRedirectUri,
    tokenHash: hashToken(token),
    expiresAt: now + LINK_LIFE_MS,
    createdAt: now,
    updatedAt: now,
  };
  emulator.store.state.bindingJobs.push(job);
  return { job, link: bindingLink(emulator, job, token) };
}

function bindingLink(emulator: Emulator, job: BindingJob, token: string): string {
  const identity = `/v1/tenants/${seed.tenant.id}/realms/${job.realmId}/identities/${job.identityId}`;
  const path = `${identity}/credential-binding-jobs/${job.id}:invokeAuthenticator`;
  return `${emulator.origins.auth}${path}?token=${token}`;
}
