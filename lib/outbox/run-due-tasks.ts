import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { inSpan } from "@/lib/in-span";
import { logEvent } from "@/lib/log";
import { type ClaimedTask, claimDue, deleteTask, postpone } from "@/lib/outbox/claims";
import { type Handlers, PAYLOADS, TASK_KINDS, type TaskKind } from "@/lib/outbox/tasks";

/** For each kind, so that a backend that hangs does not delay mail. */
const AT_ONCE = 4;
/** As many as begin in three seconds. One mail waits for another only when the cloud takes longer than that. */
const MAILS_AT_ONCE = 12;
const OTHER_KINDS = TASK_KINDS.filter((kind) => kind !== "mail_link");
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 5 * 60_000;
/** While the cloud refuses the app, which only an operator can fix. Giving up would leave access open. */
const LONGEST_REFUSED_BACKOFF_MS = 60 * 60_000;
/** How often the app looks for newly due tasks while a slow one is running. */
const BUSY_POLL_MS = 500;

type UnderWay = { task: ClaimedTask; done: Promise<void> };

/**
 * Runs due tasks, several at once, until none is left. Any number of processes may call this at the same time. Each task is
 * claimed by one of them.
 *
 * @param mailEveryMs one mail begins at each multiple of this on the process's clock, and retries come after first attempts.
 * A known address takes more work than an unknown one. Without the pace, an attacker could measure that work in the time of
 * the next responses, or of their own next mail.
 * @throws Failure `service_unavailable`
 */
export async function runDueTasks(
  handlers: Handlers,
  mailEveryMs = 0,
  ending?: AbortSignal,
): Promise<void> {
  const underWay = new Set<UnderWay>();
  const isPaced = mailEveryMs > 0;
  let nextMailAt = isPaced ? nextTurn(mailEveryMs) : 0;
  for (;;) {
    dropOverdue(underWay);
    const sendsMail = !ending?.aborted;
    const isTurnOfMail = performance.now() >= nextMailAt;
    // Kinds with enough running tasks are left out of the query, so an empty result does not mean that nothing is due.
    const asksForAll = underWay.size === 0 && (isTurnOfMail || !sendsMail);
    const claimed = await claimUpToLimits(
      isPaced || !sendsMail ? OTHER_KINDS : TASK_KINDS,
      underWay,
    );
    if (isPaced && isTurnOfMail && sendsMail) {
      claimed.push(
        ...(await claimUpToLimits(["mail_link"], underWay, { most: 1, triedLast: true })),
      );
      nextMailAt = nextTurn(mailEveryMs);
    }
    for (const task of claimed) {
      const entry = { task, done: runTask(task, handlers).finally(() => underWay.delete(entry)) };
      underWay.add(entry);
    }
    if (claimed.length > 0) continue;
    if (asksForAll) return;
    await waitForRoom(underWay, nextMailAt - performance.now());
  }
}

function nextTurn(everyMs: number): number {
  return (Math.floor(performance.now() / everyMs) + 1) * everyMs;
}

/** Waits until a task has finished, a task may have become due, or the next mail may begin. */
async function waitForRoom(underWay: Set<UnderWay>, msToTurn: number): Promise<void> {
  const ms = msToTurn > 0 ? Math.min(Math.ceil(msToTurn), BUSY_POLL_MS) : BUSY_POLL_MS;
  const timeout = wait(ms, undefined, { ref: false });
  await Promise.race([timeout, ...[...underWay].map(({ done }) => done)]);
}

async function claimUpToLimits(
  kinds: readonly TaskKind[],
  underWay: Set<UnderWay>,
  { most = AT_ONCE, triedLast = false } = {},
): Promise<ClaimedTask[]> {
  const roomFor = (kind: TaskKind) =>
    (kind === "mail_link" ? MAILS_AT_ONCE : AT_ONCE) -
    [...underWay].filter(({ task }) => task.kind === kind).length;
  const fitting = kinds.filter((kind) => roomFor(kind) > 0);
  if (fitting.length === 0) return [];
  return claimDue(fitting, Math.min(most, ...fitting.map(roomFor)), triedLast);
}

/** Their claims have expired, so another process may already be running them. */
function dropOverdue(underWay: Set<UnderWay>): void {
  for (const entry of underWay) {
    const { kind, attempts, dueAt } = entry.task;
    if (dueAt.getTime() > Date.now()) continue;
    logEvent("task_failed", { kind, attempt: attempts, code: "too_slow" });
    underWay.delete(entry);
  }
}

/** Never rejects. If the result cannot be stored, the task runs again when its claim has expired. */
async function runTask(task: ClaimedTask, handlers: Handlers): Promise<void> {
  try {
    if (task.giveUpAt.getTime() <= Date.now()) return await giveUp(task, "out_of_time");
    const failure = await failureOf(() => handle(task.kind, task.payload, handlers));
    await (failure === null ? deleteTask(task) : retryLater(task, failure));
  } catch {
    // The database has logged the failure.
  }
}

async function handle<K extends TaskKind>(kind: K, payload: unknown, handlers: Handlers) {
  const read = PAYLOADS[kind].parse(payload);
  await inSpan("run task", { "task.kind": kind }, () => handlers[kind](read));
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

async function retryLater(task: ClaimedTask, code: string): Promise<void> {
  const { kind, attempts, giveUpAt } = task;
  logEvent("task_failed", { kind, attempt: attempts, code });
  const longest = code === "cloud_unauthorized" ? LONGEST_REFUSED_BACKOFF_MS : LONGEST_BACKOFF_MS;
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), longest);
  const dueAt = new Date(Date.now() + backoff);
  await (dueAt < giveUpAt ? postpone(task, dueAt) : giveUp(task, code));
}

async function giveUp(task: ClaimedTask, code: string): Promise<void> {
  await deleteTask(task);
  logEvent("task_given_up", { kind: task.kind, attempt: task.attempts, code });
}
