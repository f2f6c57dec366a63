const CODE_LENGTH = 6;
const DECIMAL_DIGIT = /\p{Nd}/u;

/** Something that cannot be a code, with a sentence for the person who typed it. */
export class OneTimeCodeError extends Error {
  override name = "OneTimeCodeError";
  readonly code = "code_malformed";

  constructor() {
    super("The code has six digits.");
  }
}

/**
 * @param typed as typed or pasted: digits of any script, with whatever stands between them
 * @returns six ASCII digits
 * @throws OneTimeCodeError when that is not what it holds
 */
export function parseOneTimeCode(typed: string): string {
  const digits = [...typed.normalize("NFKC")].filter((character) => DECIMAL_DIGIT.test(character));
  if (digits.length !== CODE_LENGTH) throw new OneTimeCodeError();
  return digits.map(asciiDigit).join("");
}

/** In Unicode each script's digits stand in a row from 0 to 9, and rows that touch are whole. */
function asciiDigit(digit: string): number {
  let before = digit.codePointAt(0) ?? 0;
  let inRow = -1;
  do {
    before -= 1;
    inRow += 1;
  } while (DECIMAL_DIGIT.test(String.fromCodePoint(before)));
  return inRow % 10;
}
