import "server-only";
import { later } from "@/lib/later";
import { runDueTasks } from "@/lib/outbox/run-due-tasks";
import type { Handlers } from "@/lib/outbox/tasks";
import { pause } from "@/lib/pause";

/** Finds the tasks of a dead process, and those that are due for a retry. */
const POLL_MS = 2_000;
const LONGEST_WAIT_MS = 2_000;
/** Twice as many in a minute as may be mailed (`MAIL_LIMITS`), so that one process keeps up. */
const MAIL_EVERY_MS = 250;

type OutboxWorker = {
  handlers: Handlers;
  mailEveryMs: number;
  ending: AbortSignal;
  timer: NodeJS.Timeout;
  /** The run in progress. There is one at a time. */
  draining: Promise<void> | null;
  /** Whether a task may have become due that this run no longer sees. */
  again: boolean;
};

// Next.js loads this module separately for the start of the server and for its routes. `next dev` reloads it after each
// change.
declare global {
  var passkeyStarterOutbox: OutboxWorker | undefined;
}

/**
 * Runs due tasks now and every two seconds, without keeping the process alive.
 *
 * @param mailEveryMs the interval between two mails, or 0 to send them without waiting
 * @param ending aborted when the process is about to exit, so that it leaves the mail to others
 * @returns a function that stops the outbox and waits for the running tasks
 */
export function startOutbox(
  handlers: Handlers,
  mailEveryMs = MAIL_EVERY_MS,
  ending = new AbortController().signal,
): () => Promise<void> {
  clearInterval(globalThis.passkeyStarterOutbox?.timer);
  const timer = setInterval(() => void drain(worker), POLL_MS).unref();
  const worker: OutboxWorker = {
    handlers,
    mailEveryMs,
    ending,
    timer,
    draining: null,
    again: false,
  };
  globalThis.passkeyStarterOutbox = worker;
  void drain(worker);
  return async () => {
    clearInterval(timer);
    if (globalThis.passkeyStarterOutbox === worker) globalThis.passkeyStarterOutbox = undefined;
    await worker.draining;
  };
}

/**
 * Runs the tasks that a request has enqueued, after its response is sent. If the outbox is already running tasks, that run
 * takes the new ones too, also outside a request.
 */
export function wakeOutbox(): void {
  const worker = globalThis.passkeyStarterOutbox;
  if (worker?.draining) worker.again = true;
  else if (worker) later(() => drain(worker));
}

/**
 * Runs due tasks before the response is sent, so that links are already revoked when the page says so. A slow cloud delays
 * the response by at most two seconds. The tasks then go on after the response.
 */
export async function runTasksBeforeResponse(): Promise<void> {
  const worker = globalThis.passkeyStarterOutbox;
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
      await runDueTasks(worker.handlers, worker.mailEveryMs, worker.ending);
    }
  } catch {
    // The database has logged the failure, and the next poll retries.
  } finally {
    // In the same tick as the last check of `again`, so that no call is missed.
    worker.draining = null;
  }
}
