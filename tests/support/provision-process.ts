import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { applicationPath, seed } from "../../mocks/cloud/seed.ts";
import { toRequest } from "../../mocks/http-bridge.ts";
import { type RunningEmulator, startEmulator } from "../../mocks/listener.ts";

/** @returns a running emulator of a blank tenant, which ends with the test */
export async function startBlankTenant(): Promise<RunningEmulator> {
  const running = await startEmulator({
    port: 0,
    appOrigin: "http://localhost:3000",
    seed: "blank",
  });
  onTestFinished(running.close);
  return running;
}

/** @returns a management token with all scopes */
export async function managementToken({ origin }: RunningEmulator): Promise<string> {
  const { adminRealm, managementApplication: client } = seed;
  const response = await fetch(`${origin}${applicationPath(adminRealm.id, client.id)}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return (await response.json()).access_token;
}

/** @returns a folder that is deleted after the test */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "provision-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A run of the command in its own process. */
export type ProvisionProcess = {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
};

/** @param variables of the process, which gets only PATH of this machine's own */
export function startProvision(
  flags: string[],
  variables: Record<string, string>,
  input = "",
): ProvisionProcess {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--", "scripts/provision.ts", ...flags],
    {
      env: { PATH: process.env.PATH, NODE_ENV: "production", ...variables },
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  child.stdin.end(input);
  return { child, said: () => said, ended: once(child, "close").then(([code]) => code) };
}

/** Decides about each request on its way to the emulator, by its number. */
type Hook = (number: number, act: () => Promise<Response>) => Promise<Response | undefined>;

/** @returns the address of a server in front of an emulator. Without a response from the hook there is none. */
export async function inFrontOf({ origin }: RunningEmulator, hook: Hook): Promise<string> {
  let number = 0;
  const server = createServer(async (message, reply) => {
    number += 1;
    const request = await toRequest(message, origin);
    const response = await hook(number, () => fetch(request));
    if (!response) return void reply.destroy();
    reply.writeHead(response.status, { "content-type": "application/json" });
    reply.end(await response.text());
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
