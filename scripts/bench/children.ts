import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 60_000;
const POLL_MS = 20;
const LAST_WORK_MS = 2_000;

const running = new Set<ChildProcess>();

/** Kills all processes of this module when this process ends, in whatever way. */
process.once("exit", () => {
  for (const child of running) killGroup(child, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // A PostgreSQL server that runs beside is stopped by its own package meanwhile.
  process.once(signal, () => setTimeout(() => process.exit(1), LAST_WORK_MS));
}

/** A process with all that it has started. */
export type Child = {
  said(): string;
  /** Waits until the output matches. */
  saying(pattern: RegExp): Promise<void>;
  stop(): Promise<void>;
  ended: Promise<number>;
};

/** Starts a program in a process group of its own. */
export function startChild(
  [program = "", ...parameters]: string[],
  options: { cwd: string; env: Record<string, string | undefined> },
): Child {
  const { PATH, HOME } = process.env;
  const env: Record<string, string | undefined> = { PATH, HOME, ...options.env };
  const child = spawn(program, parameters, {
    cwd: options.cwd,
    env: env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return Number(code ?? 1);
  });
  return {
    said: () => said,
    saying: async (pattern) => {
      const until = performance.now() + PATIENCE_MS;
      while (!pattern.test(said)) {
        if (performance.now() > until) throw new Error(`It did not say ${pattern}:\n${said}`);
        await pause(POLL_MS);
      }
    },
    ended,
    stop: async () => {
      killGroup(child, "SIGTERM");
      await ended;
    },
  };
}

/** @throws Error with what it said, when the program fails */
export async function runToEnd(...parameters: Parameters<typeof startChild>): Promise<string> {
  const child = startChild(...parameters);
  if ((await child.ended) !== 0) throw new Error(`${parameters[0].join(" ")}:\n${child.said()}`);
  return child.said();
}

/** Waits until an address answers with success. */
export async function answering(url: string, child: Child): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const response = await fetch(url).catch(() => undefined);
    await response?.text();
    if (response?.ok) return;
    await pause(POLL_MS);
  }
  throw new Error(`${url} does not answer:\n${child.said()}`);
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
