import type { BindingJob, Credential, Identity } from "../model.ts";
import { seed } from "../seed.ts";

const time = (milliseconds: number) => new Date(milliseconds).toISOString();

/** @returns an identity as the vendor's API writes it. */
export function identityOnWire(identity: Identity, credentials: Credential[]) {
  const enrolled = credentials.some(
    ({ identityId, state }) => identityId === identity.id && state === "ACTIVE",
  );
  return {
    id: identity.id,
    realm_id: identity.realmId,
    tenant_id: seed.tenant.id,
    display_name: identity.displayName,
    status: identity.status,
    enrollment_status: enrolled ? "ENROLLED" : "UNENROLLED",
    create_time: time(identity.createdAt),
    update_time: time(identity.updatedAt),
    traits: identity.traits,
  };
}

/** @returns a credential as the vendor's API writes it. */
export function credentialOnWire(credential: Credential) {
  return {
    id: credential.id,
    identity_id: credential.identityId,
    realm_id: credential.realmId,
    tenant_id: seed.tenant.id,
    state: credential.state,
    csr_type: credential.kind,
    jwk_json: JSON.stringify(credential.jwk),
    jwk_thumbprint: padded(credential.thumbprint),
    create_time: time(credential.createdAt),
    update_time: time(credential.updatedAt),
  };
}

/** @returns a credential binding job as the vendor's API writes it; one that is past its time reads EXPIRED. */
export function bindingJobOnWire(job: BindingJob, now: number) {
  return {
    id: job.id,
    identity_id: job.identityId,
    realm_id: job.realmId,
    tenant_id: seed.tenant.id,
    delivery_method: job.deliveryMethod,
    state: jobStateAt(job, now),
    authenticator_config_id: job.authenticatorConfigId,
    ...(job.postBindingRedirectUri
      ? { post_binding_redirect_uri: job.postBindingRedirectUri }
      : {}),
    ...(job.credentialId ? { credential_id: job.credentialId } : {}),
    expire_time: time(job.expiresAt),
    create_time: time(job.createdAt),
    update_time: time(job.updatedAt),
  };
}

/** @returns the job's state at an instant in milliseconds: time ends a pending job without anybody's doing. */
export function jobStateAt(job: BindingJob, now: number): BindingJob["state"] {
  const pending = ["LINK_SENT", "LINK_OPENED", "REQUEST_DELIVERED"].includes(job.state);
  return pending && job.expiresAt <= now ? "EXPIRED" : job.state;
}

function padded(base64url: string): string {
  return base64url.padEnd(Math.ceil(base64url.length / 4) * 4, "=");
}
