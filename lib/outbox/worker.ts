import "server-only";
import { later } from "@/lib/later";
import { runDueTasks } from "@/lib/outbox/run-due-tasks";
import type { Handlers } from "@/lib/outbox/tasks";
import { pause } from "@/lib/pause";

/** What another process leaves behind, and what is due again, is found this soon. */
const POLL_MS = 2_000;
const LONGEST_WAIT_MS = 2_000;
/** Twice as many in a minute as may be mailed (`MAIL_LIMITS`), so that one process keeps up. */
const MAIL_EVERY_MS = 250;

type OutboxWorker = {
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
  var passkeyStarterOutboxWorker: OutboxWorker | undefined;
}

/**
 * Pays tasks now and every two seconds, without keeping the process alive.
 *
 * @param mailEveryMs 0 where no turn of mail is to be waited for
 * @returns what ends it, once the tasks under way are done
 */
export function startOutbox(handlers: Handlers, mailEveryMs = MAIL_EVERY_MS): () => Promise<void> {
  clearInterval(globalThis.passkeyStarterOutboxWorker?.timer);
  const timer = setInterval(() => void drain(worker), POLL_MS).unref();
  const worker: OutboxWorker = { handlers, mailEveryMs, timer, draining: null, again: false };
  globalThis.passkeyStarterOutboxWorker = worker;
  void drain(worker);
  return async () => {
    clearInterval(timer);
    if (globalThis.passkeyStarterOutboxWorker === worker)
      globalThis.passkeyStarterOutboxWorker = undefined;
    await worker.draining;
  };
}

/**
 * Has what a request has just come to owe done once its answer is on its way. What comes to be queued while tasks are done is
 * found by the same drain, also outside any request.
 */
export function wakeOutbox(): void {
  const worker = globalThis.passkeyStarterOutboxWorker;
  if (worker?.draining) worker.again = true;
  else if (worker) later(() => drain(worker));
}

/**
 * The same for what should be done before the answer, where that is possible: links that are to be worthless once a person
 * has been told so. A cloud that is slow keeps nobody waiting for long.
 */
export async function runTasksBeforeResponse(): Promise<void> {
  const worker = globalThis.passkeyStarterOutboxWorker;
  if (!worker) return;
  const draining = drain(worker);
  later(() => draining);
  await Promise.race([draining, pause(LONGEST_WAIT_MS)]);
}

function drain(worker: OutboxWorker): Promise<void> {
  worker.again = true;
  worker.draining ??= drainUntilQuiet(worker);
  return worker.draining;
}

async function drainUntilQuiet(worker: OutboxWorker): Promise<void> {
  try {
    while (worker.again) {
      worker.again = false;
      await runDueTasks(worker.handlers, worker.mailEveryMs);
    }
  } catch {
    // The database has said so in the log, and the next poll tries again.
  } finally {
    // At once with the last look at `again`, so that no call falls in between.
    worker.draining = null;
  }
}
