import { z } from "zod";
import { forbiddenCharacters, USERNAME_MAX_LENGTH } from "@/lib/beyond-identity/username";

export type EmailProblemCode =
  | "email_missing"
  | "email_malformed"
  | "email_too_long"
  | "email_forbidden_characters";

/** An address that cannot become a username, with a sentence for the person who typed it. */
export class EmailAddressError extends Error {
  override name = "EmailAddressError";

  constructor(
    readonly code: EmailProblemCode,
    message: string,
  ) {
    super(message);
  }
}

// The pattern of HTML's <input type="email">, so that the form and the server agree.
const emailSchema = z.email({ pattern: z.regexes.html5Email });

/**
 * Reads an email address that is to serve as a Beyond Identity username.
 *
 * @param input whatever was sent
 * @returns the address, trimmed and in lower case, at most 64 characters
 * @throws EmailAddressError
 */
export function parseEmailAddress(input: unknown): string {
  const text = typeof input === "string" ? input.trim() : "";
  if (text === "") throw new EmailAddressError("email_missing", "Enter your email address.");
  if (!emailSchema.safeParse(text).success) {
    throw new EmailAddressError(
      "email_malformed",
      "That does not look like an email address. Write it like name@example.com.",
    );
  }
  const forbidden = forbiddenCharacters(text);
  if (forbidden.length > 0) {
    throw new EmailAddressError(
      "email_forbidden_characters",
      `Beyond Identity does not accept ${forbidden.join(" ")} in a username, and your address is your username here. Use an address without ${forbidden.length > 1 ? "these characters" : "this character"}.`,
    );
  }
  if ([...text].length > USERNAME_MAX_LENGTH) {
    throw new EmailAddressError(
      "email_too_long",
      `Beyond Identity accepts usernames of at most ${USERNAME_MAX_LENGTH} characters, and your address has ${[...text].length}. Use a shorter one.`,
    );
  }
  return text.toLowerCase();
}
