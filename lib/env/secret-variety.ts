/** Random text of 32 hexadecimal digits, the least that counts as a secret, has fewer once in 20 million times. */
const MIN_DISTINCT = 8;

/** @returns whether a text is long for no good reason: few characters, a run such as `abcdef`, or a shorter text again. */
export function isGuessable(secret: string): boolean {
  const characters = [...secret];
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const kinds = Math.min(new Set(codes).size, new Set(steps).size);
  return kinds < MIN_DISTINCT || isRepeat(characters);
}

function isRepeat(characters: string[]): boolean {
  const longest = Math.floor(characters.length / 2);
  return Array.from({ length: longest }, (_, index) => index + 1).some((period) =>
    characters.slice(period).every((character, index) => character === characters[index]),
  );
}
