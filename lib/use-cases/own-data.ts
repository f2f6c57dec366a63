import "server-only";
import { wholeHistory } from "@/lib/audit/audit";
import type { Account } from "@/lib/auth/current-account";
import { getEnv } from "@/lib/env/env";
import { listSessions } from "@/lib/sessions/registry";
import { listOwnPasskeys } from "@/lib/use-cases/own-passkeys";

/**
 * Gathers what is kept about a person, for them to take along. There is no secret in it: nothing that their account page
 * does not show as well, so it asks for no fresh sign-in.
 *
 * @throws BeyondIdentityError when the passkeys cannot be had: half of the data must not look like all of it
 * @throws Failure `service_unavailable`
 */
export async function gatherOwnData(account: Account) {
  const { issuer, identityId, email, name } = account;
  const passkeys = issuer === getEnv().issuer ? await listOwnPasskeys(account) : [];
  const sessions = await listSessions(account);
  return {
    createdAt: new Date(),
    account: { issuer, identityId, email, name },
    passkeys,
    sessions: sessions.map(({ id, userAgent, createdAt, lastSeenAt, expiresAt }) => {
      return { id, userAgent, createdAt, lastSeenAt, expiresAt, isThis: id === account.sessionId };
    }),
    history: await wholeHistory(account),
  };
}
