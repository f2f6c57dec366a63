import { z } from "zod";

/** A person's record in the realm's directory. */
export const identitySchema = z
  .object({
    id: z.string().min(1),
    display_name: z.string(),
    status: z.enum(["active", "suspended"]).optional(),
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
    suspended: status === "suspended",
  }));

export type Identity = z.output<typeof identitySchema>;

export const identityListSchema = z.object({ identities: z.array(identitySchema) });

const PENDING_STATES = ["LINK_SENT", "LINK_OPENED", "REQUEST_DELIVERED"];

/** A mailed invitation to bind a passkey. */
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

/** A created job; with EMAIL delivery the link is in the mail only. */
export const createdBindingJobSchema = z
  .object({ credential_binding_job: bindingJobSchema })
  .transform(({ credential_binding_job }) => credential_binding_job);
