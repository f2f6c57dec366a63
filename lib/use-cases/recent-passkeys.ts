import "server-only";
import type { Account } from "@/lib/auth/current-account";
import { type FailureCode, failureCodeOf } from "@/lib/failure";
import { type KnownPasskey, knownPasskeysOf } from "@/lib/recheck/known-passkeys";
import { singleFlight } from "@/lib/single-flight";
import { listOwnPasskeys, type OwnPasskey } from "@/lib/use-cases/own-passkeys";

/** A page may show a list of this age. */
const KEPT_MS = 5_000;
const MOST_LISTS = 1_000;

/** The passkeys that a page shows, or why it cannot show them. */
export type ShownPasskeys = OwnPasskey[] | { failure: FailureCode };

/** Passkeys on their way from the cloud. */
export type PendingPasskeys = {
  /** How many active ones the app knew before it asked. */
  expected: number;
  shown: Promise<ShownPasskeys>;
};

const share = singleFlight<OwnPasskey[]>({ keptMs: KEPT_MS, most: MOST_LISTS });

/**
 * Lists a user's passkeys for a page. The list may be a few seconds old, so no decision may rest on it. The views of one
 * session share a request to the cloud. A list belongs to the passkeys that the database knew when the cloud was asked.
 * What any process has noticed or revoked since therefore makes the next view ask again. A failure is never kept.
 */
export async function recentPasskeys(account: Account): Promise<PendingPasskeys> {
  try {
    const known = await knownPasskeysOf(account);
    const listed = share(keyOf(account, known), () => listOwnPasskeys(account));
    return {
      expected: known.filter(({ active }) => active).length,
      shown: listed.catch(failed),
    };
  } catch (error) {
    return { expected: 0, shown: Promise.resolve(failed(error)) };
  }
}

/** One session's list is never shown to another, so it can be refused or limited for each. */
function keyOf({ issuer, identityId, sessionId }: Account, known: KnownPasskey[]): string {
  const states = known.map((state) => JSON.stringify(state)).sort();
  return JSON.stringify([issuer, identityId, sessionId, states]);
}

function failed(error: unknown): { failure: FailureCode } {
  return { failure: failureCodeOf(error) };
}
