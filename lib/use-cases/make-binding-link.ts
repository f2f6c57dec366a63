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

/** The requester of a link: a session, or an anonymous request that was made at an epoch. */
export type Requester = { sessionId: string } | { requestId: string; epoch: number };

/**
 * How many anonymously requested links of an account are valid at a time. A stranger's request must not revoke the link
 * that the owner is about to use. A signed-in user has one link.
 */
const MOST_ANONYMOUS_LINKS = 3;

/** Errors after which the cloud has certainly made no link. */
const NOT_MADE: CloudErrorReason[] = [
  "cloud_rate_limited",
  "cloud_unauthorized",
  "cloud_rejected",
  "not_found",
  "conflict",
];

/**
 * Makes a binding link. If access to the account is revoked meanwhile, or the requesting session ends, the app revokes the
 * link again.
 *
 * @param create has the cloud make the link
 * @returns the cloud's response, or null when the link was revoked again or not made at all
 * @throws BeyondIdentityError
 * @throws Failure `service_unavailable`
 */
export async function makeBindingLink<Made extends MadeLink>(
  owner: Owner,
  requester: Requester,
  create: (draft: BindingJobDraft) => Promise<Made>,
): Promise<Made | null> {
  const isAllowed = (tx: Database) => mayHaveLink(tx, owner, requester);
  const draft = await begin(owner, requester, isAllowed);
  if (!draft) return null;
  try {
    const made = await create(draft).catch((error: unknown) =>
      dropAfterError(draft, requester, error),
    );
    return (await keepBindingJob(draft, made, isAllowed)) ? made : null;
  } finally {
    wakeOutbox();
  }
}

function begin(
  owner: Owner,
  requester: Requester,
  isAllowed: (tx: Database) => Promise<boolean>,
): Promise<BindingJobDraft | null> {
  const draftOptions =
    "requestId" in requester
      ? { id: requester.requestId, spare: MOST_ANONYMOUS_LINKS - 1 }
      : { id: randomUUID(), spare: 0 };
  return inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      return (await isAllowed(tx)) ? draftBindingJob(tx, owner, draftOptions) : null;
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
  // The outbox retries an anonymous request, which then continues with a link that the cloud may have made.
  if (isCertain || "sessionId" in requester) await dropBindingJob(draft, !isCertain);
  throw error;
}
