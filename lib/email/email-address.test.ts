import { expect, test } from "vitest";
import type { Failure } from "@/lib/failure";
import { isEmailFailure, parseEmailAddress } from "./email-address";

function problemWith(input: unknown): Failure {
  try {
    parseEmailAddress(input);
  } catch (error) {
    if (isEmailFailure(error)) return error;
    throw error;
  }
  throw new Error(`${String(input)} was accepted`);
}

test("an address is trimmed and written in lower case", () => {
  expect(parseEmailAddress("  Ada.Lovelace+test@Example.COM ")).toBe(
    "ada.lovelace+test@example.com",
  );
});

test.each([
  ["", "email_missing"],
  ["   ", "email_missing"],
  [undefined, "email_missing"],
  [{ email: "a@example.com" }, "email_missing"],
  ["not-an-address", "email_malformed"],
  ["two@at@example.com", "email_malformed"],
  ["space in@example.com", "email_malformed"],
  ['"quoted"@example.com', "email_malformed"],
])("%j is refused with code %s", (input, code) => {
  expect(problemWith(input).code).toBe(code);
});

test.each([
  ["\u00a0ada@example.com\u3000", "ada@example.com"],
  ["\ufeffada\u200b@exa\u00admple.com\u200f", "ada@example.com"],
  ["\u202aada@example.com\u202c", "ada@example.com"],
  ["ada@example.com\r\n", "ada@example.com"],
  ["\uff41da\uff20example\uff0ecom", "ada@example.com"],
  ["mailto:ada@example.com?subject=Hi", "ada@example.com"],
  ["MAILTO:Ada@Example.com", "ada@example.com"],
  ["Ada Lovelace <ada@example.com>", "ada@example.com"],
  ["<mailto:ada@example.com>", "ada@example.com"],
  ["ada@m\u00fcnchen.example", "ada@xn--mnchen-3ya.example"],
  ["ada@mu\u0308nchen.example", "ada@xn--mnchen-3ya.example"],
  ["ada@xn--mnchen-3ya.example", "ada@xn--mnchen-3ya.example"],
  ["ada@\u4f8b\u3048\u3002\u30c6\u30b9\u30c8", "ada@xn--r8jz45g.xn--zckzah"],
  ["o'neil@example.com", "o'neil@example.com"],
  ["ada@example.com.", "ada@example.com"],
  ["ada@example.com\u3002", "ada@example.com"],
  ["Ada <ada@m\u00fcnchen.example.>", "ada@xn--mnchen-3ya.example"],
])("%j is read as %s, and that as itself", (input, address) => {
  expect(parseEmailAddress(input)).toBe(address);
  expect(parseEmailAddress(address)).toBe(address);
});

test.each([
  ["ada@example", /ending/],
  ["ada@example.c", /at least two letters/],
  ["ada@example.123", /at least two letters/],
  ["ada@example.c0m", /at least two letters/],
  ["ada@localhost", /localhost/],
  ["ada@app.localhost", /localhost/],
  ["ada@1.2.3.4", /not numbers/],
  ["ada@0x7f.1", /not numbers/],
  ["ada@[127.0.0.1]", /not numbers/],
  ["a..b@example.com", /dot/],
  [".a@example.com", /dot/],
  ["a.@example.com", /dot/],
  ["ada", /The @ is missing/],
  ["example.com", /The @ is missing/],
  ["@example.com", /before the @ is missing/],
  ["@", /before the @ is missing/],
  ["ada@", /after the @ is missing/],
  ["ada@.", /after the @ is missing/],
  ["ada@@example.com", /one @, and this one has 2/],
  ["ada@example@com", /one @, and this one has 2/],
  ["ada@example,com", /no comma.*write it like/],
  ["ada@example\uff0ccom", /no comma/],
  ["ada,lovelace@example.com", /no comma/],
  ["ada@example;com", /no semicolon/],
  ["ada@example.com, bob@example.com", /one address only/],
  ["ada@example.com;bob@example.com", /one address only/],
  ["ada@example..com", /a dot too many/],
  ["ada@.example.com", /a dot too many/],
  ["ada@example.com..", /a dot too many/],
  ["ada@-example.com", /name of a mail server/],
  ["ada@example-.com", /name of a mail server/],
  ["ada@exa_mple.com", /name of a mail server/],
  ["ada@example.com/path", /name of a mail server/],
  ["ada@example.com:25", /name of a mail server/],
  [`ada@${"a".repeat(64)}.com`, /name of a mail server/],
  ["ada lovelace@example.com", /spaces/],
  ["\u00e4da@example.com", /before the @ has \u00e4 in it/],
  ['"ada"@example.com', /before the @ has " in it/],
])("%j is refused with a sentence that names what is wrong", (input, sentence) => {
  const problem = problemWith(input);
  expect(problem.code).toBe("email_malformed");
  expect(problem.message).toMatch(sentence);
});

test("an address of 64 characters is accepted and one of 65 is refused with both numbers", () => {
  const address = (length: number) => `${"a".repeat(length - "@example.com".length)}@example.com`;
  expect(parseEmailAddress(address(64))).toHaveLength(64);
  const problem = problemWith(address(65));
  expect(problem.code).toBe("email_too_long");
  expect(problem.message).toMatch(/at most 64 characters.*has 65/);
});

test.each([..."{}|*^%$#=~`!/?"])("the legal email character %s is refused by name", (character) => {
  const problem = problemWith(`a${character}b@example.com`);
  expect(problem.code).toBe("email_forbidden_characters");
  expect(problem.message).toContain(` ${character} `);
});
