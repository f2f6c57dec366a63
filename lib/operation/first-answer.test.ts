import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { firstAnswer } from "./first-answer";

afterEach(() => vi.useRealTimers());

test("it comes with the first answer of the process, and not before", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let hasCome = false;
  const come = firstAnswer().then(() => {
    hasCome = true;
  });
  const server = createServer((_, response) => {
    expect(hasCome).toBe(false);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  expect(hasCome).toBe(false);
  get(`http://localhost:${port}/`, (response) => response.resume());
  await come;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("a server that nobody asks goes on after ten seconds", async () => {
  vi.useFakeTimers();
  let hasCome = false;
  void firstAnswer().then(() => {
    hasCome = true;
  });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(hasCome).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(hasCome).toBe(true);
});
