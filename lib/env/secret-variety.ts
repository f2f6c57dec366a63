/**
 * Least number of distinct characters, and of distinct steps between neighbours. Of random texts of 32 hexadecimal
 * digits, the shortest accepted secret, one in 20 million has fewer.
 */
const MIN_DISTINCT = 8;

/** @returns whether a text has few distinct characters, is a run such as `abcdef`, or repeats a shorter text. */
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
