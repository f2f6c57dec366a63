import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { backendDeadline } from "@/lib/backend/send";
import { ENVIRONMENT } from "./support/cloud.ts";

test("a call ends in time although garbage was collected meanwhile", async () => {
  Object.assign(process.env, ENVIRONMENT, { BACKEND_TIMEOUT_SECONDS: "0.3" });
  setFlagsFromString("--expose-gc");
  const browser = new AbortController();
  const deadline = backendDeadline(browser.signal);
  const ended = new Promise((resolve) => deadline.addEventListener("abort", resolve));
  runInNewContext("gc")();
  await ended;
  expect(deadline.reason).toMatchObject({ name: "TimeoutError" });
});

test("a call ends with the browser that leaves, or has left before", () => {
  const browser = new AbortController();
  const deadline = backendDeadline(browser.signal);
  expect(deadline.aborted).toBe(false);
  browser.abort();
  expect(deadline.aborted).toBe(true);
  expect(backendDeadline(browser.signal).aborted).toBe(true);
});
