import { expect, test } from "vitest";
import { isOfAnotherSignIn, MESSAGE_CODES, messageFor } from "@/components/messages";

test.each(MESSAGE_CODES)("%s is explained with a title, a sentence and a way on", (code) => {
  const { title, text, next } = messageFor(code);
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  expect(text).toMatch(/^[A-Z].*\.$/);
  if (next !== "retry") expect(next.href).toMatch(/^\/(sign-in|recover)?$/);
});

test.each(MESSAGE_CODES.filter((code) => code !== "unknown"))("%s has words of its own", (code) => {
  expect(messageFor(code).title).not.toBe(messageFor("unknown").title);
});

test.each(["no_such_code", "toString", "__proto__", "", ["cancelled"], undefined])(
  "%j gets the general words",
  (code) => {
    expect(messageFor(code).title).toBe("Something went wrong");
  },
);

test.each(["sign_in_interrupted", "Configuration", "Verification", "cloud_timeout"])(
  "%s tells a signed-in person of another sign-in",
  (code) => {
    expect(isOfAnotherSignIn(code)).toBe(true);
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
])("%j does not", (code) => {
  expect(isOfAnotherSignIn(code)).toBe(false);
});

test("a link that can no longer work leads to a new one", () => {
  for (const code of ["link_used", "link_expired", "link_revoked", "link_invalid"]) {
    expect(messageFor(code).next).toEqual({ label: "Get a new link", href: "/recover" });
  }
});

test("a cancelled question can be asked again", () => {
  expect(messageFor("cancelled").next).toBe("retry");
});
