import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

const DATA = /^\s*(select|insert|update|delete|with)\b/i;
/** The store of rate-limiter-flexible, which holds the database itself. */
const OUTSIDE_A_TASK = "lib/rate-limits/consume.ts";

/** A statement that the app sent to the database, with the parameters of the first time. */
export type Statement = { caller: string; text: string; values: unknown[] };

type Sent = string | { text?: string } | undefined;

const callers = new AsyncLocalStorage<string>();
const recorded = new Map<string, Statement>();

/** Runs a task, so that its statements count as sent by the file that called the caller of this function. */
export function asSentByCaller<T>(task: () => T): T {
  return callers.run(callerFile(), task);
}

/** Records each statement of the app once for each file, from now on. */
export function recordStatements(): void {
  const ofPool = new WeakSet<object>();
  watch(pg.Pool.prototype, (sent, values) => {
    if (typeof sent === "object") ofPool.add(sent);
    record(sent, values);
  });
  // A pool's client may send it in the context of another request.
  watch(pg.Client.prototype, (sent, values) => {
    if (typeof sent !== "object" || !ofPool.has(sent)) record(sent, values);
  });
}

/** @returns what was recorded so far */
export function recordedStatements(): Statement[] {
  return [...recorded.values()];
}

function watch(prototype: object, note: (sent: Sent, values: unknown) => void): void {
  const query: unknown = Reflect.get(prototype, "query");
  if (typeof query !== "function") throw new Error("the driver has no query function");
  Reflect.set(prototype, "query", function (this: unknown, ...parameters: [Sent, unknown]) {
    note(...parameters);
    return Reflect.apply(query, this, parameters);
  });
}

function record(sent: Sent, values: unknown): void {
  const text = typeof sent === "string" ? sent : sent?.text;
  const caller = callers.getStore() ?? OUTSIDE_A_TASK;
  if (text === undefined || !DATA.test(text) || caller.startsWith("tests/")) return;
  const key = `${caller} ${text}`;
  if (recorded.has(key)) return;
  recorded.set(key, { caller, text, values: Array.isArray(values) ? values : [] });
}

function callerFile(): string {
  const root = `${process.cwd()}/`;
  const files = (new Error().stack ?? "")
    .split("\n")
    .flatMap((line) => line.split(root)[1]?.split(":")[0] ?? [])
    .filter((file) => !file.startsWith("node_modules/"));
  return files.find((file) => !file.startsWith("tests/deep/plans/")) ?? "tests/";
}
