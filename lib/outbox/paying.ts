import "server-only";
import { later } from "@/lib/later";
import type { Handlers } from "@/lib/outbox/debts";
import { payDebts } from "@/lib/outbox/pay-debts";
import { pause } from "@/lib/pause";

/** What another process leaves behind, and what is due again, is found this soon. */
const POLL_MS = 2_000;
const LONGEST_WAIT_MS = 2_000;
/** Twice as many in a minute as may be mailed (`MAIL_LIMITS`), so that one process keeps up. */
const MAIL_EVERY_MS = 250;

type Payer = {
  handlers: Handlers;
  mailEveryMs: number;
  timer: NodeJS.Timeout;
  /** The drain that is going on, of which there is one at a time. */
  draining: Promise<void> | null;
  /** Whether something may have become due that this drain does not see any more. */
  again: boolean;
};

// The start of the server and its routes load this module apart, and `next dev` loads it anew after each change.
declare global {
  var passkeyStarterPayer: Payer | undefined;
}

/**
 * Pays debts now and every two seconds, without keeping the process alive.
 *
 * @param mailEveryMs 0 where no turn of mail is to be waited for
 * @returns what ends it, once the debts under way are paid
 */
export function startPaying(handlers: Handlers, mailEveryMs = MAIL_EVERY_MS): () => Promise<void> {
  clearInterval(globalThis.passkeyStarterPayer?.timer);
  const timer = setInterval(() => void drain(payer), POLL_MS).unref();
  const payer: Payer = { handlers, mailEveryMs, timer, draining: null, again: false };
  globalThis.passkeyStarterPayer = payer;
  void drain(payer);
  return async () => {
    clearInterval(timer);
    if (globalThis.passkeyStarterPayer === payer) globalThis.passkeyStarterPayer = undefined;
    await payer.draining;
  };
}

/**
 * Has what a request has just come to owe paid once its answer is on its way. What comes to be owed while debts are paid is
 * found by the same drain, also outside any request.
 */
export function kickOutbox(): void {
  const payer = globalThis.passkeyStarterPayer;
  if (payer?.draining) payer.again = true;
  else if (payer) later(() => drain(payer));
}

/**
 * The same for what should be paid before the answer, where that is possible: links that are to be worthless once a person
 * has been told so. A cloud that is slow keeps nobody waiting for long.
 */
export async function payBeforeAnswer(): Promise<void> {
  const payer = globalThis.passkeyStarterPayer;
  if (!payer) return;
  const draining = drain(payer);
  later(() => draining);
  await Promise.race([draining, pause(LONGEST_WAIT_MS)]);
}

function drain(payer: Payer): Promise<void> {
  payer.again = true;
  payer.draining ??= drainUntilQuiet(payer);
  return payer.draining;
}

async function drainUntilQuiet(payer: Payer): Promise<void> {
  try {
    while (payer.again) {
      payer.again = false;
      await payDebts(payer.handlers, payer.mailEveryMs);
    }
  } catch {
    // The database has said so in the log, and the next poll tries again.
  } finally {
    // At once with the last look at `again`, so that no call falls in between.
    payer.draining = null;
  }
}
