import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/A";
const GOOD = {
  AUTH_URL: "https://app.example.com",
  AUTH_SECRET: "a-secret-of-more-than-thirty-two-characters",
  BEYOND_IDENTITY_DISCOVERY: ISSUER,
  BEYOND_IDENTITY_CLIENT_ID: "client",
  BEYOND_IDENTITY_CLIENT_SECRET: "not-in-any-message",
  BEYOND_IDENTITY_REGION: "us",
  BEYOND_IDENTITY_TENANT_ID: "T",
  BEYOND_IDENTITY_REALM_ID: "R",
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "C",
  BEYOND_IDENTITY_API_TOKEN: "not-in-any-message",
  TRUSTED_PROXIES: "1",
};

/** Starts the production server with its own environment. */
function start(variables: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [NEXT, "start", "--port", "0", "--hostname", "localhost"], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...variables } as NodeJS.ProcessEnv,
  });
}

/** @returns the exit code and output of a process. */
function endOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = "";
  listen(child, (text) => {
    said += text;
  });
  return new Promise((resolve) => child.on("exit", (code) => resolve({ code, said })));
}

/**
 * Waits until a server answers. Its "Ready" is not enough, because Next.js prints it before it opens the database, and
 * holds requests back until that is done.
 */
async function answering(child: ChildProcess): Promise<void> {
  const address = await new Promise<string>((resolve) =>
    listen(child, (text) => {
      const [found] = text.match(/http:\/\/localhost:\d+/) ?? [];
      if (found !== undefined) resolve(found);
    }),
  );
  expect((await fetch(`${address}/api/health`)).status).toBe(200);
}

function listen(child: ChildProcess, hear: (text: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => hear(chunk.toString()));
  }
}

/** Shown in `npm test`. `lib/env` tests every variable in its own process. */
const QUICK = "the development secret";

for (const [what, change, variable] of [
  ["nothing set", null, "AUTH_URL"],
  [
    "a foreign issuer",
    { BEYOND_IDENTITY_DISCOVERY: "https://evil.example" },
    "BEYOND_IDENTITY_DISCOVERY",
  ],
  [
    "a local cloud behind a public app",
    { BEYOND_IDENTITY_API_URL: "http://localhost:4400" },
    "BEYOND_IDENTITY_API_URL",
  ],
  [
    "a backend of an unknown kind",
    { BACKEND_URL: "https://api.example.com", BACKEND_KIND: "telepathy" },
    "BACKEND_KIND",
  ],
  ["proxies that are not counted", { TRUSTED_PROXIES: "" }, "TRUSTED_PROXIES"],
  ["an address with a path", { AUTH_URL: "https://app.example.com/app" }, "AUTH_URL"],
  ["an address with a password", { AUTH_URL: "https://ada:pw@app.example.com" }, "AUTH_URL"],
  [
    "the development secret",
    { AUTH_SECRET: "development-only-secret-refused-off-loopback" },
    "AUTH_SECRET",
  ],
] as const) {
  test(`a server with ${what} ends at its start and names ${variable}`, {
    tag: what === QUICK ? [] : "@deep",
  }, async () => {
    const { code, said } = await endOf(start(change === null ? {} : { ...GOOD, ...change }));
    expect(code).toBeGreaterThan(0);
    expect(said).toContain(`${variable}:`);
    expect(said).not.toContain("not-in-any-message");
  });
}

test("a second server on the embedded database ends at its start and names DATABASE_URL", {
  tag: "@deep",
}, async () => {
  const environment = { ...GOOD, AUTH_URL: "https://second-process.example.com" };
  const first = start(environment);
  let second: ChildProcess | undefined;
  try {
    await answering(first);
    second = start(environment);
    const { code, said } = await endOf(second);
    expect(code).toBeGreaterThan(0);
    expect(said).toContain("DATABASE_URL:");
    expect(first.exitCode).toBeNull();
  } finally {
    for (const server of [first, second]) server?.kill("SIGKILL");
    await rm(".data/database-second-process.example.com", { recursive: true, force: true });
    await rm(".data/database-second-process.example.com.lock", { recursive: true, force: true });
  }
});
