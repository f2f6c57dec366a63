import "server-only";
import { wholeHistory } from "@/lib/audit/audit";
import type { Account } from "@/lib/auth/current-account";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { listSessions } from "@/lib/sessions/registry";
import { listOwnPasskeys, type OwnPasskey } from "@/lib/use-cases/own-passkeys";

/**
 * Gathers the data that the app keeps about a user, for them to download. It contains only what their account page shows,
 * so it needs no fresh sign-in.
 *
 * @throws BeyondIdentityError when the cloud does not list the passkeys, because incomplete data must not look complete
 * @throws Failure `service_unavailable`
 */
export async function gatherOwnData(account: Account) {
  const { issuer, identityId, email, name } = account;
  const passkeys = await passkeysOf(account);
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

/** @returns null when Beyond Identity keeps them without this app, which then stores nothing about them */
async function passkeysOf(account: Account): Promise<OwnPasskey[] | null> {
  if (account.issuer !== getEnv().issuer) return [];
  return usesHostedPage() ? null : listOwnPasskeys(account);
}
