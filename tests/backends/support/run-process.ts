import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

const PATIENCE_MS = 20_000;

/** A backend in its own process. */
export type RunningBackend = { url: string; said(): string; stop(): Promise<void> };

/**
 * Starts a server and waits until its `/health` answers.
 *
 * @param command program and arguments. The port is in `variables`.
 * @throws Error with its output when it ends before that
 */
export async function runServer(
  [program = "", ...parameters]: string[],
  options: { cwd: string; port: number; variables: Record<string, string> },
): Promise<RunningBackend> {
  const { cwd, port, variables } = options;
  // Of this machine's settings the process gets only PATH.
  const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...variables };
  const child = spawn(program, parameters, { cwd, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const url = `http://localhost:${port}`;
  await healthy(`${url}/health`, child, () => said);
  return { url, said: () => said, stop: () => stopped(child) };
}

async function healthy(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && child.exitCode === null) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`the server did not come up:\n${said()}`);
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** @returns a free port of loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "localhost", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
