import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { startEmulator } from "../../mocks/listener.ts";
import { variablesAt } from "../e2e/support/next-servers.ts";
import { expect, test } from "../e2e/support/test.ts";
import { completeJourney } from "./support/journey.ts";
import { followSteps, givePackages, newApp, run } from "./support/new-app.ts";

/** The one of the app itself, because two copies of React do not work together. */
const NEXT = "node_modules/next/dist/bin/next";
const PORT = 3671;
const EMULATOR_PORT = 4969;
const APP = `http://localhost:${PORT}`;
const ADOPT = ["--import", "tsx", "scripts/adopt.ts"];

for (const [where, hasSrc] of [
  ["app", false],
  ["src/app", true],
] as const) {
  test(`an app of create-next-app with ${where} adopts the passkeys, builds and serves the journey`, async ({
    page,
  }) => {
    const folder = newApp(hasSrc);
    try {
      run(process.execPath, [...ADOPT, folder], process.cwd());
      followSteps(folder);
      givePackages(folder);
      run(process.execPath, [NEXT, "build"], folder);
      const { close } = await startEmulator({ port: EMULATOR_PORT, appOrigin: APP });
      const server = spawn(process.execPath, [NEXT, "start", "--port", `${PORT}`], {
        cwd: folder,
        stdio: "ignore",
        env: {
          ...process.env,
          ...variablesAt(`${EMULATOR_PORT}`),
          AUTH_URL: APP,
          RATE_LIMIT_MULTIPLIER: "100",
        },
      });
      try {
        await expect.poll(() => statusOf(`${APP}/api/ready`), { timeout: 60_000 }).toBe(200);
        await completeJourney(page, { app: APP, emulator: `http://localhost:${EMULATOR_PORT}` });
        // Its own page is as it was.
        await page.goto(APP);
        await expect(page.getByText("edit the page.tsx file")).toBeVisible();
      } finally {
        const ended = once(server, "exit");
        server.kill("SIGTERM");
        await ended;
        await close();
      }
    } finally {
      rmSync(dirname(folder), { recursive: true });
    }
  });
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url).catch(() => undefined))?.status ?? 0;
}
