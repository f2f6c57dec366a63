import { expect, test } from "vitest";
import { authCookieNames } from "./cookie-names";

test.each([
  ["https://app.example.com", "__Host-authjs.session-token"],
  ["https://localhost:3443", "__Host-authjs-3443.session-token"],
  ["https://localhost", "__Host-authjs-https.session-token"],
  ["http://localhost:3000", "authjs.session-token"],
  ["http://localhost:3100", "authjs-3100.session-token"],
  ["http://127.0.0.1", "authjs-http.session-token"],
])("at %s the session is in %s", (origin, name) => {
  expect(authCookieNames(origin).sessionToken).toBe(name);
});

test("no name begins with that of another copy's session, whose parts Auth.js would join", () => {
  const names = ["http://localhost:310", "http://localhost:3100", "http://localhost:3000"].map(
    (origin) => authCookieNames(origin).sessionToken,
  );
  for (const one of names) {
    expect(names.filter((other) => other !== one && other.startsWith(one))).toEqual([]);
  }
});
