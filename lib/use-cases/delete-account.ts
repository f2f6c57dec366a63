import "server-only";
import { lockAccount } from "@/lib/accounts/account-lock";
import { forgetAccountTask, forgetRows } from "@/lib/accounts/forget-account";
import { deletionKey } from "@/lib/accounts/pending-deletion";
import type { Account } from "@/lib/auth/current-account";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { logEvent } from "@/lib/log";
import { enqueue } from "@/lib/outbox/enqueue";
import { runTasksBeforeResponse } from "@/lib/outbox/worker";
import { requestContext } from "@/lib/request/request-context";
import { revokeAllAccess } from "@/lib/sessions/end-sessions";
import { requireFreshSignIn } from "@/lib/use-cases/require-fresh-sign-in";

/**
 * Deletes a person's account: all ways in are closed, and what is kept of it here goes in the same transaction. The cloud's
 * part is owed with it: tokens, links, passkeys, and the identity. At another provider there is nothing of ours to delete.
 *
 * @returns ids of its passkeys, whose copies in the browser are of no use any more
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `service_unavailable` when nothing is deleted
 */
export async function deleteOwnAccount(account: Account): Promise<string[]> {
  requireFreshSignIn(account);
  const owner = { issuer: account.issuer, identityId: account.identityId };
  const passkeyIds = await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      const epoch = await revokeAllAccess(tx, owner);
      const forgotten = await forgetRows(tx, owner);
      await enqueue(tx, forgetAccountTask(owner, epoch));
      if (owner.issuer === getEnv().issuer) {
        await enqueue(tx, { kind: "delete_identity", payload: owner, key: deletionKey(owner) });
      }
      return forgotten;
    }),
  );
  const { correlationId } = requestContext();
  logEvent("account_deleted", { correlationId, identityId: owner.identityId });
  await runTasksBeforeResponse();
  return passkeyIds;
}
