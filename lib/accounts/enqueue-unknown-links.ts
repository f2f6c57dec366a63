import "server-only";
import type { Database } from "@/lib/database/open-database";
import { getEnv } from "@/lib/env/env";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Task } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

const MINUTE_MS = 60_000;
/** For 15 minutes, the token of a mailed code can be exchanged for a link, and the token cannot be revoked. */
const TOKEN_EXPIRED_MS = 16 * MINUTE_MS;
/** Sign-ins of one account within this time share one check. */
const TOGETHER_MS = 15 * MINUTE_MS;

/**
 * Enqueues the revocation of links that this app has not made, such as those of a mailed code. This covers links that are
 * open now, and links that are still to be made from a token that the cloud has already issued.
 *
 * @param tx the transaction that revokes access to the account
 */
export async function enqueueUnknownLinks(tx: Database, owner: Owner): Promise<void> {
  if (owner.issuer !== getEnv().issuer) return;
  const now = new Date();
  const tokensExpired = new Date(now.getTime() + TOKEN_EXPIRED_MS);
  await enqueue(tx, [
    { ...taskOf(owner, now, "closed"), isRenewed: true },
    { ...taskOf(owner, tokensExpired, "closed, later"), isRenewed: true },
  ]);
}

/**
 * Enqueues the revocation of links that may result from a sign-in. The cloud does not say which sign-ins use a mailed code.
 *
 * @param tx the transaction that begins the session
 */
export async function enqueueLinksOfSignIn(tx: Database, owner: Owner): Promise<void> {
  const turn = Math.ceil(Date.now() / TOGETHER_MS);
  const due = new Date(turn * TOGETHER_MS + TOKEN_EXPIRED_MS);
  await enqueue(tx, taskOf(owner, due, `signed in, ${turn}`));
}

function taskOf({ issuer, identityId }: Owner, when: Date, occasion: string): Task {
  return {
    kind: "revoke_unknown_links",
    payload: { issuer, identityId, before: when.toISOString() },
    startAfter: when,
    key: `${issuer} ${identityId} ${occasion}`,
  };
}
