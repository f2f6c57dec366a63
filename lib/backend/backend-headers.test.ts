import { expect, test } from "vitest";
import { requestHeaders, responseHeaders } from "./backend-headers";

test("30: a backend sees the token and what is listed, never cookies or the way the request came", () => {
  const received = new Headers({
    accept: "application/json",
    cookie: "authjs.session-token=secret",
    authorization: "Bearer of-the-browser",
    "x-forwarded-for": "203.0.113.7",
    connection: "keep-alive",
    "transfer-encoding": "chunked",
    te: "trailers",
    host: "app.example",
  });
  expect([...requestHeaders(received, "Bearer token", false)]).toEqual([
    ["accept", "application/json"],
    ["authorization", "Bearer token"],
  ]);
});

test("the length of a body is told with the body, and never without", () => {
  const received = new Headers({ "content-length": "14" });
  expect(requestHeaders(received, "Bearer token", true).get("content-length")).toBe("14");
  expect(requestHeaders(received, "Bearer token", false).has("content-length")).toBe(false);
});

test("a backend can neither set cookies on this site nor run anything under its name", () => {
  const received = new Headers({
    "content-type": "text/html",
    "set-cookie": "authjs.session-token=forged",
    "access-control-allow-origin": "*",
    "content-security-policy": "script-src *",
    server: "backend/1.0",
    "www-authenticate": 'Basic realm="Sign in"',
  });
  expect(Object.fromEntries(responseHeaders(received))).toEqual({
    "content-type": "text/html",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
});
