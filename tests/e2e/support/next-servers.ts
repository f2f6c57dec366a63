import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { startEmulator } from "../../../mocks/listener.ts";
import { emulatorVariables } from "../../../scripts/environment-files.ts";
import { prepareDatabase } from "./prepared-database.ts";
import { keepSecrets, recordingVariables } from "./recording.ts";
import type { Servers } from "./servers.ts";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
/** As `npm start` and the Dockerfile have it. */
const LARGE_HEADERS = ["--max-http-header-size=65536"];
const PATIENCE_MS = 45_000;

/** An emulator and production servers that belong to one test. */
export type OwnServers = {
  emulator: Emulator;
  /** The app's processes, in the order of their ports. */
  processIds: number[];
  /** @returns their output so far. */
  printed(): string;
  /**
   * Replaces the processes with those of another build.
   *
   * @param server script of a standalone build
   */
  replaceWith(server: string): Promise<void>;
  /** Kills the processes, as a power cut would. */
  kill(): void;
  /** Starts the processes again, once the earlier ones have ended. */
  restart(): Promise<void>;
  /** Ends only the app's processes. */
  end(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts an emulator and production servers of the app, one process per port, with one app origin and one
 * database.
 *
 * @param emulatorPort 0 for any free one
 * @param ports of the app. The first is its origin unless `AUTH_URL` is another one.
 * @param variables on top of the committed ones of the emulator
 */
export async function startOwnServers(
  emulatorPort: number,
  ports: number[],
  variables: Record<string, string>,
): Promise<OwnServers> {
  const appOrigin = variables.AUTH_URL ?? `http://localhost:${ports[0]}`;
  const { emulator, origin, close } = await startEmulator({ port: emulatorPort, appOrigin });
  const environment = { ...variablesAt(new URL(origin).port), AUTH_URL: appOrigin, ...variables };
  if (!variables.DATABASE_URL) prepareDatabase(appOrigin);
  let printed = "";
  let children: ChildProcess[] = [];
  const start = async (server?: string) => {
    children = ports.map((port) => startServer(port, environment, server));
    for (const stream of children.flatMap(({ stdout, stderr }) => [stdout, stderr])) {
      stream?.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
      });
    }
    await Promise.all(ports.map((port) => ready(`http://localhost:${port}/api/ready`))).catch(
      (error: Error) => {
        throw new Error(`${error.message}\n${printed}`);
      },
    );
  };
  const end = async () => {
    for (const child of children) child.kill("SIGTERM");
    await Promise.all(children.map(ended));
  };
  await start();
  return {
    emulator,
    processIds: children.map(({ pid = 0 }) => pid),
    printed: () => printed,
    replaceWith: async (server) => {
      await end();
      await start(server);
    },
    kill: () => {
      for (const child of children) child.kill("SIGKILL");
    },
    restart: async () => {
      await Promise.all(children.map(ended));
      await start();
    },
    end,
    stop: async () => {
      await end();
      await close();
    },
  };
}

/**
 * Starts one production server of the app alone.
 *
 * @param variables all that it gets
 * @returns what ends it
 */
export async function startAppAlone(
  port: number,
  variables: Record<string, string>,
): Promise<() => Promise<void>> {
  const child = startServer(port, variables);
  await ready(`http://localhost:${port}/api/ready`);
  return async () => {
    child.kill("SIGTERM");
    await ended(child);
  };
}

/**
 * Starts an emulator and one server of the app. Records for the taint test the app's output and, when both stop,
 * the secrets that the emulator has issued.
 *
 * @param variables on top of the committed ones of the emulator
 */
export async function startRecordedServers(
  servers: Servers,
  variables: Record<string, string>,
): Promise<OwnServers> {
  const own = await startOwnServers(servers.emulatorPort, [servers.port], {
    ...variables,
    ...recordingVariables(servers),
  });
  return {
    ...own,
    stop: async () => {
      await own.stop();
      keepSecrets(servers, own.emulator.issued.entries());
    },
  };
}

/** The committed variables, with the emulator's addresses at another port. */
export function variablesAt(emulatorPort: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(emulatorVariables()).map(([name, value = ""]) => {
      if (!/^BEYOND_IDENTITY_(DISCOVERY|API_URL|API_ISSUER)$/.test(name)) return [name, value];
      const url = new URL(value);
      url.port = emulatorPort;
      return [name, url.href.replace(/\/$/, "")];
    }),
  );
}

/**
 * Starts a process of the app.
 *
 * @param variables all that it gets beside its place
 * @param server script of a standalone build, in place of this build
 */
export function startServer(port: number, variables: Record<string, string>, server?: string) {
  const place = { PORT: `${port}`, HOSTNAME: "localhost" };
  const environment = { PATH: process.env.PATH, NODE_ENV: "production", ...place };
  const ofThisBuild = [
    ...LARGE_HEADERS,
    NEXT,
    "start",
    "--port",
    `${port}`,
    "--hostname",
    "localhost",
  ];
  return spawn(process.execPath, server ? [...LARGE_HEADERS, server] : ofThisBuild, {
    env: { ...environment, ...variables } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Waits until a process has exited. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/**
 * Waits until an address answers with success.
 *
 * @throws Error when it does not within 45 seconds
 */
export async function ready(url: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} is not ready`);
}
