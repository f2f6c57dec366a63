import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPython } from "../../scripts/find-python.ts";
import { startWithClientAt } from "./support/client-application.ts";
import { freePort, type RunningBackend, runServer } from "./support/run-process.ts";

const folder = (name: string) =>
  fileURLToPath(new URL(`../../examples/client-${name}`, import.meta.url));
/** Where it is missing, `tests/backends/django.test.ts` says so. */
const python = findPython();
const CLIENTS = [
  {
    ...{ name: "Express", cwd: folder("express") },
    command: [process.execPath, "--import", "tsx", "src/server.ts"],
  },
  ...(python
    ? [
        {
          ...{ name: "Python", cwd: folder("python") },
          command: [python, "-B", "server.py"],
        },
      ]
    : []),
];

describe.each(CLIENTS)("$name", ({ cwd, command }) => {
  let cloud: Awaited<ReturnType<typeof startWithClientAt>>;
  let client: RunningBackend;

  beforeAll(async () => {
    const port = await freePort();
    cloud = await startWithClientAt(port);
    const variables = { PORT: `${port}`, ...cloud.variables };
    client = await runServer(command, { cwd, port, variables });
  });
  afterAll(async () => {
    await client?.stop();
    await cloud?.close();
  });

  /** @returns the cookie of the attempt, and the callback that the user's passkey leads to */
  async function comeBack() {
    const { headers } = await fetch(`${client.url}/sign-in`, { redirect: "manual" });
    const callback = await cloud.visit(headers.get("location") ?? "");
    return { cookie: cookieIn(headers), callback };
  }

  const open = (url: string, cookie: string) =>
    fetch(url, { headers: { cookie }, redirect: "manual" });

  test("the client signs a user in by code and PKCE", async () => {
    const { cookie, callback } = await comeBack();
    const { status, headers } = await open(callback, cookie);
    expect([status, headers.get("location")]).toEqual([302, "/"]);
    const home = await open(client.url, cookieIn(headers));
    expect(await home.text()).toBe(`Signed in as ${cloud.email}`);
  });

  test("the client refuses the callback in another browser, and a second time", async () => {
    const { cookie, callback } = await comeBack();
    const other = cookieIn((await fetch(`${client.url}/sign-in`, { redirect: "manual" })).headers);
    expect((await open(callback, other)).status).toBe(400);
    expect((await open(callback, cookie)).status).toBe(302);
    expect((await open(callback, cookie)).status).toBe(400);
  });

  test.each([
    ...["foreign_key", "junk_signature", "tampered_payload", "alg_none", "hs256"],
    ...["wrong_aud", "wrong_iss", "wrong_nonce", "missing_nonce", "expired", "no_id_token"],
  ])("the client refuses an id_token with %s", async (misbehave) => {
    const { cookie, callback } = await comeBack();
    cloud.emulator.faults.plant({ match: { path: "/token" }, misbehave, times: 1 });
    const { status, headers } = await open(callback, cookie);
    expect(status).toBe(400);
    expect(await (await open(client.url, cookieIn(headers))).text()).toBe("Signed out");
  });

  test("what the client prints contains neither a code nor a token", () => {
    expect(client.said()).not.toMatch(/code=|eyJ/);
  });
});

/** @returns the cookies that a response sets, as a browser sends them back */
function cookieIn(headers: Headers): string {
  const set = headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  return set.filter((pair) => !pair.endsWith("=")).join("; ");
}
