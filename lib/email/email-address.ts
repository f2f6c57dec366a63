import { asciiDomain, domainProblem } from "@/lib/email/email-domain";
import { forbiddenCharacters, USERNAME_MAX_LENGTH } from "@/lib/email/username";
import { Failure, type FailureCode, isFailure } from "@/lib/failure";

const EMAIL_FAILURES = [
  "email_missing",
  "email_malformed",
  "email_too_long",
  "email_forbidden_characters",
] as const satisfies FailureCode[];

/**
 * @returns whether an error says that an email address cannot be used. Its `detail` is for the user who typed the
 * address.
 */
export function isEmailFailure(error: unknown): error is Failure {
  return isFailure(error, ...EMAIL_FAILURES);
}

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
// What HTML's <input type="email"> allows before the @.
const LOCAL_PART = /^[\w.!#$%&'*+/=?^`{|}~-]+$/;

/**
 * Parses an email address that will be a Beyond Identity username. Forms, the server and one-time codes all use this
 * parser.
 *
 * @param input the value as sent. `Name <address>` and `mailto:` links are accepted.
 * @returns the address in lower case, with an international domain in ASCII, at most 64 characters
 * @throws Failure `email_missing`, `email_malformed`, `email_too_long` or `email_forbidden_characters`
 */
export function parseEmailAddress(input: unknown): string {
  const text = typeof input === "string" ? unwrapped(input) : "";
  if (text === "") throw new Failure("email_missing");
  const [local = "", domain = ""] = text.split("@");
  const shape = shapeProblem(text) ?? localProblem(local);
  if (shape !== null) throw malformed(shape);
  const host = asciiDomain(domain);
  const problem = domainProblem(host);
  if (problem !== null) throw malformed(problem);
  const address = `${local.toLowerCase()}@${host}`;
  requireUsername(address);
  return address;
}

function unwrapped(input: string): string {
  const text = input.normalize("NFKC").replace(INVISIBLE, "").trim();
  const inBrackets = /^[^<>]*<([^<>]*)>$/.exec(text)?.[1] ?? text;
  return inBrackets
    .trim()
    .replace(/^mailto:([^?]*).*$/is, "$1")
    .trim();
}

function shapeProblem(text: string): string | null {
  const atSigns = text.split("@").length - 1;
  if (/[,;]/.test(text)) {
    return atSigns > 1
      ? "Enter one address only."
      : "An email address has no comma and no semicolon. If you meant a dot, write it like name@example.com.";
  }
  if (/\s/.test(text)) return "An email address has no spaces. Take them out.";
  if (atSigns === 0) return "The @ is missing. Write the address whole, like name@example.com.";
  return atSigns > 1 ? `An email address has one @, and this one has ${atSigns}. Keep one.` : null;
}

function localProblem(local: string): string | null {
  if (local === "") {
    return "The part before the @ is missing. Write the address whole, like name@example.com.";
  }
  if (!LOCAL_PART.test(local)) {
    const unusual = new Set([...local].filter((character) => !LOCAL_PART.test(character)));
    return `The part before the @ has ${[...unusual].join(" ")} in it, which some mail servers do not accept. Use an address without that.`;
  }
  return `.${local}.`.includes("..")
    ? "The part before the @ cannot begin or end with a dot, nor have two in a row. Take out the dot that is too many."
    : null;
}

function malformed(sentence: string): Failure {
  return new Failure("email_malformed", { detail: sentence });
}

function requireUsername(address: string): void {
  const forbidden = forbiddenCharacters(address);
  if (forbidden.length > 0) {
    throw new Failure("email_forbidden_characters", {
      detail: `Beyond Identity does not accept ${forbidden.join(" ")} in a username, and your address is your username here. Use an address without ${forbidden.length > 1 ? "these characters" : "this character"}.`,
    });
  }
  if (address.length > USERNAME_MAX_LENGTH) {
    throw new Failure("email_too_long", {
      detail: `Beyond Identity accepts usernames of at most ${USERNAME_MAX_LENGTH} characters, and your address has ${address.length}. Use a shorter one.`,
    });
  }
}
