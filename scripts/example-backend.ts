import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { seed } from "../mocks/cloud/seed.ts";
import { emulatorVariables, type SignInPage } from "./environment-files.ts";
import { findPython, HOW_TO_GET_DJANGO } from "./find-python.ts";

/** The backends in `examples/`, by the names that `npm run dev -- --backend` takes. */
export const EXAMPLES = ["express", "django"] as const;
export type Example = (typeof EXAMPLES)[number];

/** An example that runs beside the app. */
export type ExampleBackend = {
  url: string;
  /** The variables that point the app to it. */
  variables: Record<string, string>;
  process: ChildProcess;
};

/**
 * Starts an example against the emulator's issuer.
 *
 * @param port of loopback
 * @param page tells which of the emulator's applications the app uses
 * @throws Error with a plain message when it cannot run here
 */
export function startExample(example: Example, port: number, page: SignInPage): ExampleBackend {
  const emulator = emulatorVariables(".", page);
  const { BEYOND_IDENTITY_DISCOVERY = "", BEYOND_IDENTITY_CLIENT_ID = "" } = emulator;
  const issuer = BEYOND_IDENTITY_DISCOVERY.replace("/.well-known/openid-configuration", "");
  const url = `http://localhost:${port}`;
  return example === "express"
    ? startExpress(url, port, issuer)
    : startDjango(url, port, issuer, BEYOND_IDENTITY_CLIENT_ID);
}

function startExpress(url: string, port: number, issuer: string): ExampleBackend {
  const { identifier, scopes } = seed.resourceServer;
  const environment = { PORT: `${port}`, OIDC_ISSUER: issuer, OIDC_AUDIENCE: identifier };
  return {
    url,
    variables: {
      BACKEND_URL: url,
      BACKEND_KIND: "access-token",
      BACKEND_SCOPES: scopes.join(" "),
    },
    process: spawn(process.execPath, ["--import", "tsx", "src/server.ts"], {
      cwd: "examples/backend-express",
      env: { ...process.env, ...environment },
      stdio: "inherit",
    }),
  };
}

function startDjango(url: string, port: number, issuer: string, clientId: string): ExampleBackend {
  const python = findPython();
  if (!python) throw new Error(`There is no Python with Django here: ${HOW_TO_GET_DJANGO}.`);
  const secret = randomBytes(32).toString("base64url");
  const options = {
    cwd: "examples/backend-django",
    env: {
      ...process.env,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      BACKEND_EXCHANGE_SECRET: secret,
      DJANGO_SECRET_KEY: "development-only",
      DATABASE_PATH: resolve(`.data/django-${port}.sqlite3`),
      PYTHONDONTWRITEBYTECODE: "1",
    },
    stdio: "inherit" as const,
  };
  spawnSync(python, ["manage.py", "migrate", "--verbosity", "0"], options);
  return {
    url,
    variables: {
      BACKEND_URL: url,
      BACKEND_KIND: "token-exchange",
      BACKEND_EXCHANGE_SECRET: secret,
    },
    process: spawn(python, ["manage.py", "runserver", "--noreload", `127.0.0.1:${port}`], options),
  };
}
