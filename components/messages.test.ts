import { expect, test } from "vitest";
import { isAboutAnotherSignIn, MESSAGE_CODES, messageFor } from "@/components/messages";

test.each(MESSAGE_CODES)("%s has a title, a sentence and a next step", (code) => {
  const { title, text, next } = messageFor(code);
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  expect(text).toMatch(/^[A-Z].*\.$/);
  if (next !== "retry") expect(next.href).toMatch(/^\/(sign-in|recover)?$/);
});

test.each(MESSAGE_CODES.filter((code) => code !== "unknown"))("%s has its own message", (code) => {
  expect(messageFor(code).title).not.toBe(messageFor("unknown").title);
});

test.each(["no_such_code", "toString", "__proto__", "", ["cancelled"], undefined])(
  "%j gets the general message",
  (code) => {
    expect(messageFor(code).title).toBe("Something went wrong");
  },
);

test.each(["sign_in_interrupted", "Configuration", "Verification", "cloud_timeout"])(
  "%s tells a signed-in user about another sign-in",
  (code) => {
    expect(isAboutAnotherSignIn(code)).toBe(true);
  },
);

test.each([
  "session_ended",
  "SessionRequired",
  "service_unavailable",
  "no_such_code",
  "toString",
  "",
  ["cancelled"],
  undefined,
])("%j tells a signed-in user nothing about another sign-in", (code) => {
  expect(isAboutAnotherSignIn(code)).toBe(false);
});

test("a link that can no longer work leads to a new one", () => {
  for (const code of ["link_used", "link_expired", "link_revoked", "link_invalid"]) {
    expect(messageFor(code).next).toEqual({ label: "Get a new link", href: "/recover" });
  }
});

test("a cancelled prompt can be retried", () => {
  expect(messageFor("cancelled").next).toBe("retry");
});
