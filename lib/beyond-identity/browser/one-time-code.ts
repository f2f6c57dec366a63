const CODE_LENGTH = 6;
const DECIMAL_DIGIT = /\p{Nd}/u;

/** Thrown for a text that is not a code. The message is for the user who typed it. */
export class OneTimeCodeError extends Error {
  override name = "OneTimeCodeError";
  readonly code = "code_malformed";

  constructor() {
    super("The code has six digits.");
  }
}

/**
 * @param typed the code as typed or pasted. Digits may be of any script, and other characters are ignored.
 * @returns six ASCII digits
 * @throws OneTimeCodeError when the text does not have exactly six digits
 */
export function parseOneTimeCode(typed: string): string {
  const digits = [...typed.normalize("NFKC")].filter((character) => DECIMAL_DIGIT.test(character));
  if (digits.length !== CODE_LENGTH) throw new OneTimeCodeError();
  return digits.map(asciiDigit).join("");
}

/** In Unicode the ten digits of each script have consecutive code points, and adjacent ranges are complete. */
function asciiDigit(digit: string): number {
  let codePoint = digit.codePointAt(0) ?? 0;
  let digitsBefore = -1;
  do {
    codePoint -= 1;
    digitsBefore += 1;
  } while (DECIMAL_DIGIT.test(String.fromCodePoint(codePoint)));
  return digitsBefore % 10;
}
