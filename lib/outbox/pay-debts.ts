import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { logEvent } from "@/lib/log";
import { type ClaimedDebt, claimDue, forget, postpone } from "@/lib/outbox/claims";
import { DEBT_KINDS, type DebtKind, type Handlers, PAYLOADS } from "@/lib/outbox/debts";

/** Of each kind, so that a backend that hangs holds up no mail. */
const AT_ONCE = 4;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 5 * 60_000;
/** While something slow is under way, what has become due meanwhile is looked for this often. */
const LOOK_AGAIN_MS = 500;

type UnderWay = { debt: ClaimedDebt; done: Promise<void> };

/**
 * Pays what is due until nothing is, several debts at once. Any number of processes may do so at the same time, and each
 * debt is paid by one of them.
 *
 * @throws DatabaseError
 */
export async function payDebts(handlers: Handlers): Promise<void> {
  const underWay = new Set<UnderWay>();
  for (;;) {
    dropOverdue(underWay);
    // Kinds of which enough is under way are not asked for, so that an empty answer does not mean that nothing is due.
    const asksForAll = underWay.size === 0;
    const claimed = await claimWhatFits(underWay);
    for (const debt of claimed) {
      const entry = { debt, done: pay(debt, handlers).finally(() => underWay.delete(entry)) };
      underWay.add(entry);
    }
    if (claimed.length > 0) continue;
    if (asksForAll) return;
    await oneIsDone(underWay);
  }
}

/** Waits until there may be room for another debt, or something has become due. */
async function oneIsDone(underWay: Set<UnderWay>): Promise<void> {
  if (underWay.size === 0) return;
  const aWhile = wait(LOOK_AGAIN_MS, undefined, { ref: false });
  await Promise.race([aWhile, ...[...underWay].map(({ done }) => done)]);
}

async function claimWhatFits(underWay: Set<UnderWay>): Promise<ClaimedDebt[]> {
  const roomFor = (kind: DebtKind) =>
    AT_ONCE - [...underWay].filter(({ debt }) => debt.kind === kind).length;
  const kinds = DEBT_KINDS.filter((kind) => roomFor(kind) > 0);
  return kinds.length === 0 ? [] : claimDue(kinds, Math.min(...kinds.map(roomFor)));
}

/** Their claims are over, so another process may be paying them already. */
function dropOverdue(underWay: Set<UnderWay>): void {
  for (const entry of underWay) {
    const { kind, attempts, dueAt } = entry.debt;
    if (dueAt.getTime() > Date.now()) continue;
    logEvent("debt_failed", { kind, attempt: attempts, code: "too_slow" });
    underWay.delete(entry);
  }
}

/** Never fails: what cannot be written down is taken up again when the claim is over. */
async function pay(debt: ClaimedDebt, handlers: Handlers): Promise<void> {
  try {
    if (debt.giveUpAt.getTime() <= Date.now()) return await giveUp(debt, "out_of_time");
    const failure = await failureOf(() => handle(debt.kind, debt.payload, handlers));
    await (failure === null ? forget(debt) : tryLater(debt, failure));
  } catch {
    // The database has said so in the log.
  }
}

async function handle<K extends DebtKind>(kind: K, payload: unknown, handlers: Handlers) {
  await handlers[kind](PAYLOADS[kind].parse(payload));
}

async function failureOf(task: () => Promise<void>): Promise<string | null> {
  try {
    await task();
    return null;
  } catch (error) {
    if (!(error instanceof Error)) return "unknown";
    return "code" in error && typeof error.code === "string" ? error.code : error.name;
  }
}

async function tryLater(debt: ClaimedDebt, code: string): Promise<void> {
  const { kind, attempts, giveUpAt } = debt;
  logEvent("debt_failed", { kind, attempt: attempts, code });
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS);
  const dueAt = new Date(Date.now() + backoff);
  await (dueAt < giveUpAt ? postpone(debt, dueAt) : giveUp(debt, code));
}

async function giveUp(debt: ClaimedDebt, code: string): Promise<void> {
  await forget(debt);
  logEvent("debt_given_up", { kind: debt.kind, attempt: debt.attempts, code });
}
