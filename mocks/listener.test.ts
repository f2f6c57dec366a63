import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest, type RequestOptions } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createSoftwareDevice } from "../tests/support/software-device.ts";
import { applicationPath, seed } from "./cloud/seed.ts";
import { type RunningEmulator, startEmulator } from "./listener.ts";
import { createBindingJob } from "./sdk/binding-job.ts";

const running: RunningEmulator[] = [];
const folders: string[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function start(port = 0, stateFile?: string): Promise<RunningEmulator> {
  const emulator = await startEmulator({ port, appOrigin: "http://localhost:3000", stateFile });
  running.push(emulator);
  return emulator;
}

const portOf = ({ origin }: RunningEmulator) => Number(new URL(origin).port);

/** Sends a request as it is, with headers and a body that fetch would not send. */
function raw(options: RequestOptions, chunks: (string | Buffer)[] = []): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", ...options }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

function addPerson({ emulator }: RunningEmulator) {
  const identity = {
    ...{ id: "00000000000000aa", realmId: seed.realm.id, displayName: "Ada" },
    ...{ status: "active" as const, createdAt: 0, updatedAt: 0 },
    traits: { type: "traits_v0" as const, username: "ada@example.com" },
  };
  emulator.store.state.identities.push(identity);
  const authenticatorConfigId = seed.authenticatorConfig.id;
  return createBindingJob(emulator, { identity, deliveryMethod: "RETURN", authenticatorConfigId });
}

test("it answers as localhost and on 127.0.0.1", async () => {
  const emulator = await start();
  const port = portOf(emulator);
  for (const origin of [emulator.origin, `http://127.0.0.1:${port}`]) {
    expect((await fetch(`${origin}/_emulator/state`)).status).toBe(200);
  }
});

test("a port in use is reported in plain words", async () => {
  const port = portOf(await start());
  await expect(start(port)).rejects.toThrow(`Port ${port} is taken.`);
});

test("two emulators side by side share no state", async () => {
  const [one, two] = [await start(), await start()];
  addPerson(one);
  const people = async ({ origin }: RunningEmulator) =>
    (await (await fetch(`${origin}/_emulator/state`)).json()).identities.length;
  expect([await people(one), await people(two)]).toEqual([1, 0]);
});

test("after a restart a passkey from before still signs in", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  folders.push(folder);
  const stateFile = join(folder, "state.json");
  const before = await start(0, stateFile);
  const device = createSoftwareDevice((request) => fetch(request));
  const passkey = await device.bind(addPerson(before).link);
  const kid = await publishedKid(before);
  await before.close();

  const after = await start(0, stateFile);
  expect(await publishedKid(after)).toBe(kid);
  expect(await device.authenticate(await signInAddress(after), passkey)).toContain("code=");
});

function applicationOf({ origin }: RunningEmulator): string {
  return `${origin}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/applications/${seed.webApplication.id}`;
}

async function publishedKid(emulator: RunningEmulator): Promise<string> {
  const response = await fetch(`${applicationOf(emulator)}/.well-known/jwks.json`);
  return (await response.json()).keys[0].kid;
}

async function signInAddress(emulator: RunningEmulator): Promise<string> {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: seed.webApplication.clientId,
    redirect_uri: "http://localhost:3000/api/auth/callback/beyondidentity",
    scope: "openid",
    code_challenge: "c".repeat(43),
    code_challenge_method: "S256",
  });
  const url = `${applicationOf(emulator)}/authorize?${query}`;
  const response = await fetch(url, { redirect: "manual" });
  return response.headers.get("location") ?? "";
}

test("a dropped connection has no answer", async () => {
  const emulator = await start();
  emulator.emulator.faults.plant({ match: { path: "/v1/" }, drop: true });
  await expect(fetch(`${emulator.origin}/v1/x`)).rejects.toThrow("fetch failed");
});

test("a body of more than 1 MB is refused, announced or not", async () => {
  const emulator = await start();
  const options = { port: portOf(emulator), method: "POST", path: "/v1/x" };
  const large = Buffer.alloc(1024 * 1024 + 1);
  expect(await raw({ ...options, headers: { "content-length": large.length } }, [large])).toBe(413);
  expect(await raw(options, [large.subarray(0, 1024), large])).toBe(413);
});

test("a body of 1 MB is accepted", async () => {
  const emulator = await start();
  const options = { port: portOf(emulator), method: "POST", path: "/v1/x" };
  expect(await raw(options, [Buffer.alloc(1024 * 1024)])).toBe(404);
});

test("a defect of the emulator is answered with 500 and named on stderr, without its query", async () => {
  const emulator = await start();
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  vi.spyOn(emulator.emulator.faults, "take").mockImplementation(() => {
    throw new Error("out of order");
  });
  const response = await fetch(`${emulator.origin}/v1/x?token=secret`);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    code: "internal_server_error",
    message: "internal server error",
  });
  const said = stderr.mock.calls.map(([text]) => String(text)).join("");
  expect(said).toContain("GET /v1/x failed: Error: out of order");
  expect(said).not.toContain("secret");
});

const ISSUER_PATH = `/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/applications/${seed.webApplication.id}`;

test("DNS rebinding: a foreign host name gets 403 from every route", async () => {
  const emulator = await start();
  for (const host of [
    "evil.example",
    `evil.example:${portOf(emulator)}`,
    "localhost.evil.example:4400",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "192.168.1.2:4400",
    "0.0.0.0:4400",
  ]) {
    for (const [method, path] of [
      ["GET", "/"],
      ["GET", "/_emulator/inbox"],
      ["POST", "/_emulator/reset"],
      ["GET", `${ISSUER_PATH}/.well-known/openid-configuration`],
      ["POST", `${ISSUER_PATH}/token`],
      ["OPTIONS", `${ISSUER_PATH}/token`],
      ["GET", `/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/identities`],
      ["GET", "/no/such/path"],
    ]) {
      const options = { port: portOf(emulator), method, path, headers: { host } };
      expect(await raw(options), `${host} ${method} ${path}`).toBe(403);
    }
  }
});

test("it answers to this machine's own names, with and without a port", async () => {
  const emulator = await start();
  const options = { port: portOf(emulator), path: `${ISSUER_PATH}/.well-known/jwks.json` };
  for (const name of ["localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) {
    for (const host of [name, `${name}:${portOf(emulator)}`]) {
      expect(await raw({ ...options, headers: { host } }), host).toBe(200);
    }
  }
});

test("a request line that names another server is not found", async () => {
  const emulator = await start();
  const options = { port: portOf(emulator), headers: { host: "localhost" } };
  expect(await raw({ ...options, path: "//evil.example/_emulator/inbox" })).toBe(404);
});

test("an invalid request is answered with 400, not 500", async () => {
  const emulator = await start();
  const options = { port: portOf(emulator), headers: { host: "localhost" } };
  expect(await raw({ ...options, path: "http://evil.example/" })).toBe(400);
  expect(await raw({ ...options, method: "TRACE", path: "/" })).toBe(400);
});

test("it can be closed while a client keeps its connection open", async () => {
  const emulator = await start();
  const socket = connect(portOf(emulator), "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  await emulator.close();
  await ended;
  await expect(fetch(emulator.origin)).rejects.toThrow("fetch failed");
});

test("the cloud's responses have the date of the emulator's clock", async () => {
  const { origin, emulator } = await start();
  emulator.clock.advance(-86_400);
  const issuer = `${origin}${applicationPath(seed.realm.id, seed.webApplication.id)}`;
  const { headers } = await fetch(`${issuer}/.well-known/openid-configuration`);
  const behind = Date.now() - Date.parse(headers.get("date") ?? "");
  expect(Math.round(behind / 60_000)).toBe(24 * 60);
});
