import { z } from "zod";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Everything that can be queued. A process pays the kinds it knows, and leaves those of a newer version alone. */
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
  /** The cloud's tokens of a session that has ended, as one JWE. */
  revoke_tokens: z.object({ ...session, tokens: z.string() }),
  /** The backend's own token of a session that has ended, as one JWE. */
  drop_backend_token: z.object({ ...session, backendToken: z.string() }),
  revoke_link: z.object({ ...owner, jobId: z.string() }),
  /** Links that were made before a moment without our hearing of it. */
  revoke_unknown_links: z.object({ ...owner, before: z.iso.datetime() }),
  /** Of a passkey that its owner revokes here, in a session that stays. */
  close_behind_passkey: z.object({ ...session, passkeyId: z.string() }),
  /** After a sign-in: which passkeys the cloud names. */
  notice_passkeys: z.object(owner),
  mail_link: z.object({
    requestId: z.uuid(),
    purpose: z.enum(["register", "recover"]),
    email: z.string(),
    /** How often the ways into some account had been closed when it was asked for. */
    epoch: z.number(),
    correlationId: z.string(),
  }),
  /** Of a person who has deleted their account. */
  delete_identity: z.object(owner),
  /** One that a registration created, should it still have no passkey. */
  delete_unused_identity: z.object(owner),
  /** What came in late about an account that is deleted. The number is that of the closing. */
  forget_account: z.object({ ...owner, epoch: z.number() }),
} satisfies Record<TaskKind, z.ZodType>;

type Payloads = { [K in TaskKind]: z.infer<(typeof payloads)[K]> };

/** What must be known to pay a task of each kind. */
export const PAYLOADS: { [K in TaskKind]: z.ZodType<Payloads[K]> } = payloads;

/** How long a task of each kind is worth paying, from when it first may be done. */
export const LIFETIME_MS: Record<TaskKind, number> = {
  // A refresh token may live as long as the session would have.
  revoke_tokens: 7 * DAY_MS,
  drop_backend_token: DAY_MS,
  revoke_link: 7 * DAY_MS,
  revoke_unknown_links: 7 * DAY_MS,
  close_behind_passkey: 7 * DAY_MS,
  notice_passkeys: DAY_MS,
  // As long as the link that it would bring.
  mail_link: 15 * MINUTE_MS,
  delete_identity: 7 * DAY_MS,
  delete_unused_identity: 7 * DAY_MS,
  forget_account: 7 * DAY_MS,
};

/** Something that must happen, however often it takes and whichever process does it. */
export type Task = {
  [K in TaskKind]: {
    kind: K;
    payload: Payloads[K];
    /** Not before then. */
    startAfter?: Date;
    /** Instead of the lifetime of its kind. */
    giveUpAt?: Date;
    /** Of tasks of one kind with the same key, the first that is still queued stands for all. */
    key?: string;
    /** The last stands for all instead. One that is being done meanwhile is done once more. */
    isRenewed?: true;
  };
}[TaskKind];

/**
 * Pays tasks of each kind. A task may come a second time, so paying twice must be as good as paying once. One that takes
 * longer than its claim (a minute) is taken up by another process. What is thrown is tried again later.
 */
export type Handlers = { [K in TaskKind]: (payload: Payloads[K]) => Promise<void> };
