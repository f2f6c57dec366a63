import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { emulatorVariables } from "../../../scripts/environment-files.ts";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const PATIENCE_MS = 15_000;

/**
 * Starts production servers of the app, one process for each port, that share one app origin, one emulator and one
 * database.
 *
 * @param variables on top of the committed ones of the emulator
 * @returns what stops them
 */
export async function startServers(
  ports: number[],
  variables: Record<string, string>,
): Promise<() => Promise<void>> {
  const children = ports.map((port) => startServer(port, variables));
  await Promise.all(ports.map((port) => ready(`http://localhost:${port}/api/ready`)));
  return async () => {
    const ends = children.map((child) => new Promise((resolve) => child.once("exit", resolve)));
    for (const child of children) child.kill("SIGTERM");
    await Promise.all(ends);
  };
}

function startServer(port: number, variables: Record<string, string>): ChildProcess {
  const environment = { PATH: process.env.PATH, NODE_ENV: "production", ...emulatorVariables() };
  return spawn(process.execPath, [NEXT, "start", "--port", `${port}`, "--hostname", "localhost"], {
    env: { ...environment, ...variables } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function ready(url: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} is not ready`);
}
