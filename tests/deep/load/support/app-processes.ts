import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../../../mocks/cloud/emulator.ts";
import { startEmulator } from "../../../../mocks/listener.ts";
import { ended, ready, startServer, variablesAt } from "../../../e2e/support/next-servers.ts";
import { connectionsTo, freePort, startPostgres } from "../../../support/postgres-server.ts";
import { type Front, startFront } from "./front.ts";
import { type Sample, samplesIn, samplingVariables } from "./memory.ts";

const DATABASE = "load";

/** One process of the app. */
type AppProcess = {
  child: ChildProcess;
  /** What it has written to its error output. */
  complaints(): string;
};

/** Processes of the app that share a PostgreSQL server and an emulator, behind a front. */
export type AppProcesses = {
  origin: string;
  emulator: Emulator;
  front: Front;
  processes: AppProcess[];
  /** Takes a process off the front's list and ends it, as a deployment does. @returns its exit code and how long that took. */
  end(process: AppProcess): Promise<{ code: number | null; ms: number }>;
  /** Starts a process in the place of one that has ended. */
  restart(process: AppProcess): Promise<AppProcess>;
  /** @returns how many connections the processes have to PostgreSQL. */
  connections(): Promise<number>;
  /** @returns the memory of a process since a moment. */
  memoryOf(process: AppProcess, since: number): Sample[];
  stop(): Promise<void>;
};

/**
 * @param count of processes
 * @param sampleEveryMs how often each writes its memory
 * @param variables on top of the committed ones of the emulator
 */
export async function startAppProcesses(
  count: number,
  sampleEveryMs: number,
  variables: Record<string, string>,
): Promise<AppProcesses> {
  const folder = await mkdtemp(join(tmpdir(), "load-"));
  const memoryFile = join(folder, "memory.ndjson");
  const postgres = await startPostgres();
  const frontPort = await freePort();
  const origin = `http://localhost:${frontPort}`;
  const cloud = await startEmulator({ port: 0, appOrigin: origin });
  const environment = {
    ...variablesAt(new URL(cloud.origin).port),
    AUTH_URL: origin,
    DATABASE_URL: await postgres.createDatabase(DATABASE),
    ...samplingVariables(memoryFile, sampleEveryMs),
    ...variables,
  };
  const ports: number[] = [];
  for (let index = 0; index < count; index += 1) ports.push(await freePort());
  const startAt = (port: number) => startProcess(port, environment);
  const processes = await Promise.all(ports.map(startAt));
  const portOf = (process: AppProcess) => ports[processes.indexOf(process)] ?? 0;
  const front = await startFront(frontPort, ports);
  return {
    origin,
    emulator: cloud.emulator,
    front,
    processes,
    end: async (ending) => {
      const { child } = ending;
      await front.take(portOf(ending));
      const begun = performance.now();
      child.kill("SIGTERM");
      await ended(child);
      return { code: child.exitCode, ms: performance.now() - begun };
    },
    restart: async (old) => {
      const port = portOf(old);
      const next = await startAt(port);
      processes[processes.indexOf(old)] = next;
      await front.put(port);
      return next;
    },
    connections: () => connectionsTo(postgres, DATABASE),
    memoryOf: ({ child }, since) =>
      samplesIn(memoryFile, since).filter(({ pid }) => pid === child.pid),
    stop: async () => {
      await front.stop();
      for (const { child } of processes) child.kill("SIGKILL");
      await Promise.all(processes.map(({ child }) => ended(child)));
      await cloud.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startProcess(
  port: number,
  environment: Record<string, string>,
): Promise<AppProcess> {
  const child = startServer(port, environment);
  let complaints = "";
  child.stdout?.resume();
  child.stderr?.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  await ready(`http://localhost:${port}/api/ready`).catch((error: Error) => {
    throw new Error(`${error.message}\n${complaints}`);
  });
  return { child, complaints: () => complaints };
}
