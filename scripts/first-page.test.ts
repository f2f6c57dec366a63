import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { askForFirstPage } from "./first-page.ts";

let said: MockInstance<typeof console.log>;
let calls: MockInstance<typeof fetch>;
let server: Server;
let asked = 0;
let status = 200;

beforeEach(() => {
  said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  calls = vi.spyOn(globalThis, "fetch");
  [asked, status] = [0, 200];
  server = createServer((_, reply) => {
    asked += 1;
    expect(said).not.toHaveBeenCalled();
    reply.writeHead(status).end("page");
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.restoreAllMocks();
});

const never = new Promise<never>(() => undefined);

async function listen(port = 0): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** @returns an address at which nothing listens */
async function freeAddress(): Promise<string> {
  const address = await listen();
  await new Promise((resolve) => server.close(resolve));
  return address;
}

test("the first page is asked for once the server listens, and then the app is said to be ready", async () => {
  const address = await freeAddress();
  const done = askForFirstPage(address, never);
  await vi.waitFor(() => expect(calls.mock.settledResults[0]?.type).toBe("rejected"));
  await listen(Number(new URL(address).port));
  await done;
  expect(asked).toBe(1);
  expect(said.mock.lastCall?.[0]).toMatch(/Ready\s+http:\/\/localhost:\d+\/\s+after \d+\.\d s/);
});

test("a page that fails makes no app ready", async () => {
  const address = await freeAddress();
  status = 500;
  const done = askForFirstPage(address, never);
  await vi.waitFor(() => expect(calls.mock.settledResults[0]?.type).toBe("rejected"));
  await listen(Number(new URL(address).port));
  await done;
  expect(asked).toBe(1);
  expect(said).not.toHaveBeenCalled();
});

test("another program on the port is not the app", async () => {
  await askForFirstPage(await listen(), never);
  expect(said).not.toHaveBeenCalled();
});

test("nothing is said of a server that has ended", async () => {
  await askForFirstPage(await freeAddress(), Promise.resolve(1));
  expect(said).not.toHaveBeenCalled();
});
