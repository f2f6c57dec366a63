import "server-only";
import type { Database } from "@/lib/database/open-database";
import { getEnv } from "@/lib/env/env";
import { enqueue } from "@/lib/outbox/enqueue";
import type { Task } from "@/lib/outbox/tasks";
import type { Owner } from "@/lib/sessions/registry";

const MINUTE_MS = 60_000;
/** For 15 minutes the cloud makes a link of the token of a mailed code, and the token cannot be revoked. */
const TOKEN_OVER_MS = 16 * MINUTE_MS;
/** Sign-ins of one account within so much time owe one look. */
const TOGETHER_MS = 15 * MINUTE_MS;

/**
 * Has the links of an account revoked that this app has not made, such as those of a mailed code: those that are open now,
 * and those that are made of a token which the cloud has given out already.
 *
 * @param tx the transaction that closes the ways into the account
 */
export async function enqueueUnknownLinks(tx: Database, owner: Owner): Promise<void> {
  if (owner.issuer !== getEnv().issuer) return;
  const now = new Date();
  const tokensAreOver = new Date(now.getTime() + TOKEN_OVER_MS);
  await enqueue(tx, [
    { ...taskOf(owner, now, "closed"), isRenewed: true },
    { ...taskOf(owner, tokensAreOver, "closed, later"), isRenewed: true },
  ]);
}

/**
 * Has the links revoked, in time, that may come of a sign-in. The cloud does not say which sign-ins are by a mailed code.
 *
 * @param tx the transaction that begins the session
 */
export async function enqueueLinksOfSignIn(tx: Database, owner: Owner): Promise<void> {
  const turn = Math.ceil(Date.now() / TOGETHER_MS);
  const due = new Date(turn * TOGETHER_MS + TOKEN_OVER_MS);
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
