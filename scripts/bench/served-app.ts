import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../mocks/cloud/emulator.ts";
import { startEmulator } from "../../mocks/listener.ts";
import { freePort } from "../../tests/backends/support/run-process.ts";
import { variablesAt } from "../../tests/e2e/support/next-servers.ts";
import { AppBrowser } from "../../tests/support/app-browser.ts";
import { type App, builtApp, nextOf } from "./builds.ts";
import { answering, startChild } from "./children.ts";

/** A production server, with an emulator of its own in this process. */
export type ServedApp = {
  origin: string;
  emulator: Emulator;
  /** @returns a browser without pages */
  newBrowser(): AppBrowser;
  /** @returns the app's output so far */
  said(): string;
  stop(): Promise<void>;
};

/**
 * @param variables on top of the committed ones of the emulator
 * @param emulatorPort 0 for any free one
 */
export async function serveApp(
  app: App,
  variables: Record<string, string> = {},
  emulatorPort = 0,
): Promise<ServedApp> {
  const folder = await builtApp(app);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const {
    emulator,
    origin: cloud,
    close,
  } = await startEmulator({
    port: emulatorPort,
    appOrigin: origin,
  });
  const env = {
    ...variablesAt(new URL(cloud).port),
    ...{ NODE_ENV: "production", AUTH_URL: origin, RATE_LIMIT_MULTIPLIER: "10000", ...variables },
  };
  const command = [
    process.execPath,
    nextOf(folder),
    "start",
    "--port",
    `${port}`,
    "--hostname",
    "localhost",
  ];
  const server = startChild(command, { cwd: folder, env });
  await answering(`${origin}${app === "starter" ? "/api/ready" : "/"}`, server);
  return {
    origin,
    emulator,
    said: server.said,
    newBrowser: () => new AppBrowser(emulator, (request) => fetch(request, { redirect: "manual" })),
    stop: async () => {
      await server.stop();
      await close();
      rmSync(join(folder, `.data/database-localhost-${port}`), { recursive: true, force: true });
    },
  };
}
