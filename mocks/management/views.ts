import type { Emulator } from "../cloud/emulator.ts";
import type { BindingJob, Credential, Identity } from "../cloud/model.ts";

/** @returns an identity as the vendor's API shows it. */
export function identityView(emulator: Emulator, identity: Identity) {
  return {
    id: identity.id,
    realm_id: identity.realmId,
    tenant_id: emulator.store.state.world.tenant.id,
    display_name: identity.displayName,
    status: identity.status,
    enrollment_status: enrollmentStatus(emulator, identity),
    traits: identity.traits,
    ...times(identity),
  };
}

/** @returns a passkey as the vendor's API shows it: without a device name or last use, and with a padded thumbprint. */
export function credentialView({ store }: Emulator, credential: Credential) {
  const { kty, crv, x, y } = credential.jwk as {
    kty?: string;
    crv?: string;
    x?: string;
    y?: string;
  };
  return {
    id: credential.id,
    identity_id: credential.identityId,
    realm_id: credential.realmId,
    tenant_id: store.state.world.tenant.id,
    state: credential.state,
    csr_type: credential.kind,
    jwk_json: JSON.stringify({ crv, kty, x, y }),
    jwk_thumbprint: `${credential.thumbprint}=`,
    ...times(credential),
  };
}

/** @returns a binding job as the vendor's API shows it. */
export function bindingJobView(emulator: Emulator, job: BindingJob) {
  return {
    id: job.id,
    realm_id: job.realmId,
    tenant_id: emulator.store.state.world.tenant.id,
    identity_id: job.identityId,
    delivery_method: job.deliveryMethod,
    state: jobState(emulator, job),
    post_binding_redirect_uri: job.postBindingRedirectUri,
    authenticator_config_id: job.authenticatorConfigId,
    authenticator_config: job.authenticatorConfig && { config: job.authenticatorConfig },
    credential_id: job.credentialId,
    expire_time: new Date(job.expiresAt).toISOString(),
    ...times(job),
  };
}

/**
 * @returns the state of a job by the emulator's clock. Expiry is computed here, because no code runs when a link
 * expires.
 */
export function jobState({ clock }: Emulator, job: BindingJob): BindingJob["state"] {
  const over = job.state === "COMPLETE" || job.state === "REVOKED";
  return !over && job.expiresAt <= clock.now() ? "EXPIRED" : job.state;
}

/** @returns whether a job can still be completed. */
export function isPending(emulator: Emulator, job: BindingJob): boolean {
  return ["LINK_SENT", "LINK_OPENED", "REQUEST_DELIVERED"].includes(jobState(emulator, job));
}

function enrollmentStatus(emulator: Emulator, { id }: Identity): string {
  const { credentials, bindingJobs } = emulator.store.state;
  if (credentials.some((item) => item.identityId === id && item.state === "ACTIVE")) {
    return "ENROLLED";
  }
  const pending = bindingJobs.some((job) => job.identityId === id && isPending(emulator, job));
  return pending ? "PENDING" : "UNENROLLED";
}

/** @returns when something was created and updated, as the vendor's API shows it. */
export function times({ createdAt, updatedAt }: { createdAt: number; updatedAt: number }) {
  return {
    create_time: new Date(createdAt).toISOString(),
    update_time: new Date(updatedAt).toISOString(),
  };
}
