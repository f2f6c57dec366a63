import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { seed } from "../../../mocks/cloud/seed.ts";
import { type RunningEmulator, startEmulator } from "../../../mocks/listener.ts";
import { SET_UPS, type SetUpName, type Source } from "./set-ups.ts";

const APP = "http://localhost:3999";

/**
 * An emulator that listens, and environment files for it. It is as in the beginning before each test.
 */
export function listeningEmulator() {
  let running: RunningEmulator;
  let folder: string;

  beforeAll(async () => {
    running = await startEmulator({ port: 0, appOrigin: APP });
    folder = mkdtempSync(join(tmpdir(), "doctor-command-"));
  });
  beforeEach(() => {
    running.emulator.store.reset();
    running.emulator.faults.clear();
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });

  return {
    /** @returns the path of an environment file */
    file(name: SetUpName, change: Source = {}): string {
      const { origin } = running;
      const source = SET_UPS[name].source({ auth: origin, api: origin, app: APP });
      const set = Object.entries({ ...source, ...change }).filter(([, value]) => value);
      const path = join(folder, ".env.checked");
      writeFileSync(path, set.map(([key, value]) => `${key}="${value}"\n`).join(""), {
        mode: 0o600,
      });
      return path;
    },
    application() {
      const { applications } = running.emulator.store.state.world;
      const found = applications.find(({ id }) => id === seed.webApplication.id);
      if (!found) throw new Error("the world has no application of the starter");
      return found;
    },
    config() {
      const configs = running.emulator.store.state.world.authenticator_configs;
      const found = configs.find(({ id }) => id === seed.authenticatorConfig.id);
      if (found?.config.type !== "embedded") throw new Error("the world has no embedded config");
      return found.config;
    },
    emulator: () => running.emulator,
    /** Everything secret that the emulator has given out. */
    issued: () => running.emulator.issued.entries().map(({ value }) => value),
  };
}
