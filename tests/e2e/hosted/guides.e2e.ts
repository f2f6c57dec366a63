import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../support/test.ts";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const PORT = 3551;
const ORIGIN = `http://localhost:${PORT}`;
const ISSUER =
  "https://auth-us.beyondidentity.com/v1/tenants/000176d94fd7b4d1/realms/19a95130480dfa79/applications/3a0ae1b4-5f1c-4b7b-8d0e-6ef4ab1f0d55";

/** With the names and the form of Beyond Identity's guides for Next.js. */
const EMBEDDED = `# Beyond Identity
BEYOND_IDENTITY_REGION="us"
BEYOND_IDENTITY_TENANT_ID="000176d94fd7b4d1"
BEYOND_IDENTITY_REALM_ID="19a95130480dfa79"
BEYOND_IDENTITY_APPLICATION_CONFIG_ID="73731b7f-eb76-4143-9b4b-81a720385f5a"
BEYOND_IDENTITY_API_TOKEN="an.api.token"
BEYOND_IDENTITY_CLIENT_ID="AbCdEfGhIjKlMnOpQrStUvWx"
BEYOND_IDENTITY_CLIENT_SECRET="a-client-secret-of-the-console"
BEYOND_IDENTITY_DISCOVERY="${ISSUER}/.well-known/openid-configuration"

# NextAuth.js
NEXTAUTH_URL="${ORIGIN}"
NEXTAUTH_SECRET="kPZ2n0r7Q1xWv5bTfHc9LdY3mGs8JaEu"
`;
const HOSTED = `NEXTAUTH_URL=${ORIGIN}
NEXTAUTH_SECRET=kPZ2n0r7Q1xWv5bTfHc9LdY3mGs8JaEu
BEYOND_IDENTITY_CLIENT_ID=AbCdEfGhIjKlMnOpQrStUvWx
BEYOND_IDENTITY_CLIENT_SECRET=a-client-secret-of-the-console
BEYOND_IDENTITY_DISCOVERY=${ISSUER}
`;

let folder: string;
let server: ChildProcess;

test.describe.configure({ mode: "default" });
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "guide-"));
});
test.afterEach(async ({ page }) => {
  // A page that still fetches what its links lead to would report the end of the server.
  await page.goto("about:blank");
  server.kill("SIGTERM");
  if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  await rm(folder, { recursive: true });
});

/** Starts the production server with an environment file alone. */
async function startWith(file: string): Promise<void> {
  const path = join(folder, ".env");
  await writeFile(path, file);
  const arguments_ = [`--env-file=${path}`, NEXT, "start", "--port", `${PORT}`];
  server = spawn(process.execPath, [...arguments_, "--hostname", "localhost"], {
    env: { PATH: process.env.PATH, NODE_ENV: "production" } as NodeJS.ProcessEnv,
    stdio: "inherit",
  });
  const isUp = () =>
    fetch(`${ORIGIN}/api/health`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(async () => server.exitCode ?? (await isUp()), { timeout: 90_000 }).toBe(200);
}

test("the environment file of the guide for the embedded SDK starts the app unchanged", {
  tag: "@deep",
}, async ({ page }) => {
  await startWith(EMBEDDED);
  await page.goto(`${ORIGIN}/register`);
  await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
});

test("the environment file of the guide for Hosted Web starts the app unchanged", {
  tag: "@deep",
}, async ({ page }) => {
  await startWith(HOSTED);
  await page.goto(`${ORIGIN}/register`);
  await expect(page.getByRole("link", { name: "Go to sign in" })).toBeVisible();
  const response = await page.request.post(`${ORIGIN}/api/register`, {
    data: { email: "ada@example.com" },
  });
  expect(response.status()).toBe(501);
  expect(await response.json()).toMatchObject({ code: "not_configured" });
});
