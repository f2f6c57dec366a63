import { spawn } from "node:child_process";
import { once } from "node:events";
import { startEmulator } from "../../../mocks/listener.ts";
import { variablesAt } from "../../e2e/support/next-servers.ts";
import { expect } from "../../e2e/support/test.ts";
import { run } from "./new-app.ts";

/** That of the folder itself, because two copies of React do not work together. */
const NEXT = "node_modules/next/dist/bin/next";

/** Where a folder is served, and by which Node.js if not by that of the tests. */
export type Place = { port: number; emulatorPort: number; node?: string };

/** Makes the production build of an app in another folder. */
export function build(folder: string): void {
  run(process.execPath, [NEXT, "build"], folder);
}

/** Serves the build of another folder beside an emulator while a task runs. */
export async function whileServed(
  folder: string,
  { port, emulatorPort, node = process.execPath }: Place,
  task: (addresses: { app: string; emulator: string }) => Promise<void>,
): Promise<void> {
  const app = `http://localhost:${port}`;
  const { close } = await startEmulator({ port: emulatorPort, appOrigin: app });
  const server = spawn(node, [NEXT, "start", "--port", `${port}`], {
    cwd: folder,
    stdio: "ignore",
    env: {
      ...process.env,
      ...variablesAt(`${emulatorPort}`),
      AUTH_URL: app,
      RATE_LIMIT_MULTIPLIER: "100",
    },
  });
  try {
    await expect.poll(() => statusOf(`${app}/api/ready`), { timeout: 60_000 }).toBe(200);
    await task({ app, emulator: `http://localhost:${emulatorPort}` });
  } finally {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    await close();
  }
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url).catch(() => undefined))?.status ?? 0;
}
