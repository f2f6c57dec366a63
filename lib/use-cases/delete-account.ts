import "server-only";
import { lockAccount } from "@/lib/accounts/account-lock";
import { deleteAccountRows, forgetAccountTask } from "@/lib/accounts/forget-account";
import { deletionKey } from "@/lib/accounts/pending-deletion";
import type { Account } from "@/lib/auth/current-account";
import { inDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env/env";
import { logEvent } from "@/lib/log";
import { enqueue } from "@/lib/outbox/enqueue";
import { runTasksBeforeResponse } from "@/lib/outbox/worker";
import { requestContext } from "@/lib/request/request-context";
import { revokeAllAccess } from "@/lib/sessions/end-sessions";
import { requireSession } from "@/lib/sessions/require-session";
import { requireFreshSignIn } from "@/lib/use-cases/require-fresh-sign-in";

/**
 * Deletes a user's account. One transaction revokes all access, deletes the account's rows, and enqueues the cloud's part:
 * tokens, links, passkeys and the identity. At another provider, the app has nothing to delete.
 *
 * @returns ids of the account's passkeys, so that the browser can remove its useless copies
 * @throws Failure `fresh_sign_in_required`
 * @throws Failure `session_ended` when the current session has ended since the request began
 * @throws Failure `service_unavailable`, and nothing is deleted
 */
export async function deleteOwnAccount(account: Account): Promise<string[]> {
  requireFreshSignIn(account);
  const owner = { issuer: account.issuer, identityId: account.identityId };
  const passkeyIds = await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAccount(tx, owner);
      await requireSession(tx, account.sessionId);
      const epoch = await revokeAllAccess(tx, owner);
      const forgotten = await deleteAccountRows(tx, owner);
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
