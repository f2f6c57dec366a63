import { expect, test } from "vitest";
import { EmailAddressError, parseEmailAddress } from "./email-address";

function problemWith(input: unknown): EmailAddressError {
  try {
    parseEmailAddress(input);
  } catch (error) {
    if (error instanceof EmailAddressError) return error;
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
