import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
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

/** @returns a folder that is deleted after the test */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "provision-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Decides about each request on its way to the emulator, by its number. */
type Hook = (
  number: number,
  act: () => Promise<Response>,
  method: string,
) => Promise<Response | undefined>;

/** @returns the address of a server in front of an emulator. Without a response from the hook there is none. */
export async function inFrontOf({ origin }: RunningEmulator, hook: Hook): Promise<string> {
  let number = 0;
  const server = createServer(async (message, reply) => {
    number += 1;
    const request = await toRequest(message, origin);
    const { url, method } = request;
    const headers = new Headers();
    for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
    const body = (await request.text()) || null;
    const response = await hook(number, () => fetch(url, { method, headers, body }), method);
    if (!response) return void reply.destroy();
    reply.writeHead(response.status, { "content-type": "application/json" });
    reply.end(await response.text());
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
