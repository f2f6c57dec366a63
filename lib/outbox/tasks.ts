import { z } from "zod";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Every kind of task. A process runs the kinds it knows, and ignores those of a newer version. */
export const TASK_KINDS = [
  "revoke_tokens",
  "drop_backend_token",
  "revoke_link",
  "revoke_unknown_links",
  "close_behind_passkey",
  "notice_passkeys",
  "mail_link",
  "delete_identity",
  "delete_unused_identity",
  "forget_account",
] as const;

export type TaskKind = (typeof TASK_KINDS)[number];

const owner = { issuer: z.string(), identityId: z.string() };
const session = { ...owner, sessionId: z.string() };

const payloads = {
  /** The cloud's tokens of an ended session, as one JWE. */
  revoke_tokens: z.object({ ...session, tokens: z.string() }),
  /** The backend's own token of an ended session, as one JWE. */
  drop_backend_token: z.object({ ...session, backendToken: z.string() }),
  revoke_link: z.object({ ...owner, jobId: z.string() }),
  /** Links that were made before a moment and that the app has no row of. */
  revoke_unknown_links: z.object({ ...owner, before: z.iso.datetime() }),
  /** A passkey that its owner revokes in this app, and the session they do it in, which stays. */
  close_behind_passkey: z.object({ ...session, passkeyId: z.string() }),
  /** After a sign-in, the app compares the passkeys that the cloud lists. */
  notice_passkeys: z.object(owner),
  mail_link: z.object({
    requestId: z.uuid(),
    purpose: z.enum(["register", "recover"]),
    email: z.string(),
    /** The epoch at the time of the request. */
    epoch: z.number(),
    correlationId: z.string(),
  }),
  /** A user has deleted their account. */
  delete_identity: z.object(owner),
  /** A registration created the identity. It is deleted only if it still has no passkey. */
  delete_unused_identity: z.object(owner),
  /** Deletes rows that arrived after an account was deleted. The epoch is that of the deletion. */
  forget_account: z.object({ ...owner, epoch: z.number() }),
} satisfies Record<TaskKind, z.ZodType>;

type Payloads = { [K in TaskKind]: z.infer<(typeof payloads)[K]> };

/** The payload of each kind of task. */
export const PAYLOADS: { [K in TaskKind]: z.ZodType<Payloads[K]> } = payloads;

/** How long a task of each kind is retried, from when it may first run. */
export const LIFETIME_MS: Record<TaskKind, number> = {
  // A refresh token may be valid as long as the session would have been.
  revoke_tokens: 7 * DAY_MS,
  drop_backend_token: DAY_MS,
  revoke_link: 7 * DAY_MS,
  revoke_unknown_links: 7 * DAY_MS,
  close_behind_passkey: 7 * DAY_MS,
  notice_passkeys: DAY_MS,
  // As long as the link itself is valid.
  mail_link: 15 * MINUTE_MS,
  delete_identity: 7 * DAY_MS,
  delete_unused_identity: 7 * DAY_MS,
  forget_account: 7 * DAY_MS,
};

/** Work that must be done. Any process may do it, and failures are retried. */
export type Task = {
  [K in TaskKind]: {
    kind: K;
    payload: Payloads[K];
    /** The earliest moment to run it. */
    startAfter?: Date;
    /** Replaces the lifetime of its kind. */
    giveUpAt?: Date;
    /** Of queued tasks with the same kind and key, only the first is kept. */
    key?: string;
    /** Keeps the last one instead. A task that is running meanwhile runs once more. */
    isRenewed?: true;
  };
}[TaskKind];

/**
 * Runs the tasks of each kind. A task may run twice, so handlers must be idempotent. If a task takes longer than its claim
 * (a minute), another process claims it. When a handler throws, the task is retried later.
 */
export type Handlers = { [K in TaskKind]: (payload: Payloads[K]) => Promise<void> };
