import { z } from "zod";

/** A user's record in the realm's directory. */
export const identitySchema = z
  .object({
    id: z.string().min(1),
    display_name: z.string(),
    status: z.string().optional(),
    traits: z.object({
      username: z.string(),
      primary_email_address: z.string().nullish(),
    }),
  })
  .transform(({ id, display_name, status, traits }) => ({
    id,
    displayName: display_name,
    username: traits.username,
    email: traits.primary_email_address ?? null,
    // An unknown status counts as suspended, so that the user cannot sign in.
    suspended: status !== undefined && status !== "active",
  }));

export type Identity = z.output<typeof identitySchema>;

export const identityListSchema = z.object({ identities: z.array(identitySchema) });

const PENDING_STATES = ["LINK_SENT", "LINK_OPENED", "REQUEST_DELIVERED"];

/** A credential binding job: one link that binds a passkey. */
export const bindingJobSchema = z
  .object({
    id: z.string().min(1),
    identity_id: z.string().min(1),
    state: z.string(),
    create_time: z.iso.datetime({ offset: true }),
  })
  .transform(({ id, identity_id, state, create_time }) => ({
    id,
    identityId: identity_id,
    state,
    pending: PENDING_STATES.includes(state),
    createdAt: new Date(create_time),
  }));

export type BindingJob = z.output<typeof bindingJobSchema>;

export const bindingJobListSchema = z.object({
  credential_binding_jobs: z.array(bindingJobSchema),
  next_page_token: z.string().optional(),
});

/** A passkey as the cloud knows it. It has no name and no time of last use. */
export const passkeySchema = z
  .object({
    id: z.string().min(1),
    identity_id: z.string().min(1),
    state: z.enum(["ACTIVE", "REVOKED"]),
    csr_type: z.string(),
    create_time: z.iso.datetime({ offset: true }),
    update_time: z.iso.datetime({ offset: true }).optional(),
  })
  .transform(({ id, identity_id, state, csr_type, create_time, update_time }) => ({
    id,
    identityId: identity_id,
    active: state === "ACTIVE",
    kind: csr_type === "JWT" ? ("software" as const) : ("webauthn" as const),
    createdAt: new Date(create_time),
    /** For a revoked passkey, the latest possible time of its revocation. */
    changedAt: update_time === undefined ? null : new Date(update_time),
  }));

export type CloudPasskey = z.output<typeof passkeySchema>;

export const passkeyListSchema = z.object({
  credentials: z.array(passkeySchema),
  next_page_token: z.string().optional(),
});

/** A created job with EMAIL delivery. The link is in the mail only. */
export const createdBindingJobSchema = z
  .object({ credential_binding_job: bindingJobSchema })
  .transform(({ credential_binding_job: { id } }) => ({ jobId: id }));

/**
 * A created job with its link in the response. The link gives access to the account, so only its signed-in owner may
 * see it.
 */
export const returnedBindingLinkSchema = z
  .object({ credential_binding_job: bindingJobSchema, credential_binding_link: z.url() })
  .transform(({ credential_binding_job: { id }, credential_binding_link: link }) => {
    return { jobId: id, link };
  });
