import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backendDeadline, send } from "@/lib/backend/send";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { inEnvironment } from "../support/in-process/environment.ts";

let silent: Server;
let url: URL;

inEnvironment({ ...ENVIRONMENT, BACKEND_TIMEOUT_SECONDS: "0.5" });
beforeAll(async () => {
  setFlagsFromString("--expose-gc");
  silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  url = new URL(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

test("a call to a silent backend times out even after a garbage collection", async () => {
  const browser = new AbortController();
  const request = once(silent, "request");
  const call = send(url, { signal: backendDeadline(browser.signal) });
  const failure = expect(call).rejects.toMatchObject({ code: "backend_timeout" });
  await request;
  runInNewContext("gc")();
  await failure;
});

test("a call ends when its browser leaves or has left already", () => {
  const browser = new AbortController();
  const deadline = backendDeadline(browser.signal);
  expect(deadline.aborted).toBe(false);
  browser.abort();
  expect(deadline.aborted).toBe(true);
  expect(backendDeadline(browser.signal).aborted).toBe(true);
});
