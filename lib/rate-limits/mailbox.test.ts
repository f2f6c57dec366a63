import { expect, test } from "vitest";
import { isPublicProvider, mailboxOf } from "./mailbox";

test.each([
  ["ada+1@example.com", "ada@example.com"],
  ["ada+1+2@example.com", "ada@example.com"],
  ["a.da@gmail.com", "ada@gmail.com"],
  ["a.d.a+x.y@googlemail.com", "ada@gmail.com"],
])("%s reaches the mailbox of %s", (email, mailbox) => {
  expect(mailboxOf(email)).toBe(mailboxOf(mailbox));
});

test.each([
  ["a.da@example.com", "ada@example.com"],
  ["ada@example.com", "ada@example.org"],
  ["ada@notgmail.com", "ada@gmail.com"],
  ["a.da@mail.gmail.com", "ada@mail.gmail.com"],
])("%s may be another mailbox than %s", (email, other) => {
  expect(mailboxOf(email)).not.toBe(mailboxOf(other));
});

test("domains of public providers are known, and what only looks like one is not", () => {
  expect(["gmail.com", "yahoo.co.jp", "web.de"].every(isPublicProvider)).toBe(true);
  expect(["example.com", "notgmail.com", "gmail.com.example"].some(isPublicProvider)).toBe(false);
});
