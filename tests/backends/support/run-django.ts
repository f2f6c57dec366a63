import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../../../scripts/find-python.ts";
import { freePort, type RunningBackend, runServer } from "./run-process.ts";

const FOLDER = fileURLToPath(new URL("../../../examples/backend-django", import.meta.url));

/** The Django example with access to its data. */
export type RunningDjango = RunningBackend & {
  /** Runs Python in it. @returns its output. */
  shell(code: string): string;
  /**
   * Runs a command of `manage.py`, as its operator would. @returns its output.
   *
   * @throws Error with the message of the command
   */
  manage(...parameters: string[]): string;
};

/** Starts the Django example on an empty database. */
export async function runDjango(variables: Record<string, string>): Promise<RunningDjango> {
  const python = findPython();
  if (!python) throw new Error("There is no Python with Django.");
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "django-"));
  const environment = {
    DJANGO_SECRET_KEY: "of-a-test",
    DATABASE_PATH: join(data, "db.sqlite3"),
    PYTHONDONTWRITEBYTECODE: "1",
    EXCHANGE_RATE: "1000/min",
    ...variables,
  };
  const manage = (...parameters: string[]) => {
    const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...environment };
    const run = spawnSync(python, ["manage.py", ...parameters], {
      cwd: FOLDER,
      env,
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout.trim();
  };
  try {
    manage("migrate", "--verbosity", "0");
  } catch (error) {
    rmSync(data, { recursive: true });
    throw error;
  }
  const server = await runServer(
    [python, "manage.py", "runserver", "--noreload", `127.0.0.1:${port}`],
    { cwd: FOLDER, port, variables: environment },
  );
  return {
    ...server,
    manage,
    shell: (code) => manage("shell", "-c", code),
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true });
    },
  };
}
