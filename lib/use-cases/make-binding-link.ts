import "server-only";
import { randomUUID } from "node:crypto";
import { lockAccount } from "@/lib/accounts/account-lock";
import {
  type BindingJobDraft,
  draftBindingJob,
  dropBindingJob,
  keepBindingJob,
  type MadeLink,
} from "@/lib/accounts/binding-jobs";
import { isAccessRevokedSince } from "@/lib/accounts/epoch";
import { type CloudErrorReason, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { wakeOutbox } from "@/lib/outbox/worker";
import { type Owner, sessionExists } from "@/lib/sessions/registry";

/** Who asks for a link: a session, or anybody, when the ways into some account had been closed so often. */
export type Requester = { sessionId: string } | { requestId: string; epoch: number };

/**
 * Of links that anybody may ask for, so many are good at a time: a stranger's request must not take the link away that the
 * owner is about to use. A person who is signed in has one.
 */
const SIDE_BY_SIDE = 3;

/** What the cloud answers with when it has made no link. */
const NOT_MADE: CloudErrorReason[] = [
  "cloud_rate_limited",
  "cloud_unauthorized",
  "cloud_rejected",
  "not_found",
  "conflict",
];

/**
 * Makes a link with which a passkey is bound, and revokes it again when the ways into the account are closed meanwhile, or
 * the session that asked for it ends.
 *
 * @param create has the cloud make it
 * @returns what the cloud answered; null when the link was undone, or not made at all
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function makeBindingLink<Made extends MadeLink>(
  owner: Owner,
  requester: Requester,
  create: (draft: BindingJobDraft) => Promise<Made>,
): Promise<Made | null> {
  const stands = (tx: Database) => mayHaveLink(tx, owner, requester);
  const draft = await begin(owner, requester, stands);
  if (!draft) return null;
  try {
    const made = await create(draft).catch((error: unknown) =>
      dropAfterError(draft, requester, error),
    );
    return (await keepBindingJob(draft, made, stands)) ? made : null;
  } finally {
    wakeOutbox();
  }
}

function begin(
  owner: Owner,
  requester: Requester,
  stands: (tx: Database) => Promise<boolean>,
): Promise<BindingJobDraft | null> {
  const wish =
    "requestId" in requester
      ? { id: requester.requestId, spare: SIDE_BY_SIDE - 1 }
      : { id: randomUUID(), spare: 0 };
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      return (await stands(tx)) ? draftBindingJob(tx, owner, wish) : null;
    }),
  );
}

async function mayHaveLink(tx: Database, owner: Owner, requester: Requester): Promise<boolean> {
  return "epoch" in requester
    ? !(await isAccessRevokedSince(tx, owner, requester.epoch))
    : sessionExists(tx, requester.sessionId);
}

async function dropAfterError(
  draft: BindingJobDraft,
  requester: Requester,
  error: unknown,
): Promise<never> {
  const isCertain = isCloudError(error, ...NOT_MADE);
  // A request is tried again, and takes up what the cloud may have made.
  if (isCertain || "sessionId" in requester) await dropBindingJob(draft, !isCertain);
  throw error;
}
