import { afterEach, expect, test, vi } from "vitest";
import { isConnectionLost, withConnectionFallback } from "./connection";

afterEach(() => vi.unstubAllGlobals());

test.each([
  "Failed to fetch",
  "Load failed",
  "NetworkError when attempting to fetch resource.",
  "network error",
  "Error in input stream",
  "Connection closed.",
  "Failed to load chunk /_next/static/chunks/1.js",
])("%j is a lost connection", (message) => {
  expect(isConnectionLost(new TypeError(message))).toBe(true);
});

test("a failed request of any words is one while the browser is offline, and an odd answer is none", () => {
  vi.stubGlobal("navigator", { onLine: false });
  expect(isConnectionLost(new TypeError("in the words of a browser to come"))).toBe(true);
  expect(isConnectionLost(new Error("An unexpected response was received."))).toBe(false);
});

test.each([
  new TypeError("x is not a function"),
  new Error("An unexpected response was received from the server."),
  Object.assign(new Error("fetch failed"), { digest: "123" }),
  "Failed to fetch",
  undefined,
])("%s is none", (error) => {
  expect(isConnectionLost(error)).toBe(false);
});

const fail = (error: unknown) => () => Promise.reject(error);

test("in a browser a lost connection is answered in the page, and nothing else is", async () => {
  vi.stubGlobal("window", {});
  const lost = new TypeError("Failed to fetch");
  expect(await withConnectionFallback(fail(lost), () => "lost")()).toBe("lost");
  expect(
    await withConnectionFallback(
      async () => "done",
      () => "lost",
    )(),
  ).toBe("done");
  const bug = new TypeError("x is not a function");
  await expect(withConnectionFallback(fail(bug), () => "lost")()).rejects.toBe(bug);
});

test("on the server an action stays itself, so that its form needs no script", () => {
  const action = async () => "done";
  expect(withConnectionFallback(action, () => "lost")).toBe(action);
});
