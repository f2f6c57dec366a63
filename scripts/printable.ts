/** Control and format characters, but for tabs, line ends and what joins letters and emoji. */
const UNSEEN = /[^\P{Cc}\t\n]|[^\P{Cf}\u200c\u200d]|[\p{Cs}\u2028\u2029]/gu;

/**
 * Makes a text safe for a terminal. Names and errors come from the cloud, and an escape sequence in one could hide or
 * fake lines, or reorder them. JSON stays the same JSON.
 *
 * @returns the text with each unseen character written out, such as `\u001b`
 */
export function printable(text: string): string {
  return text.replace(UNSEEN, writtenOut);
}

/** @returns the text as `printable` makes it, on one line */
export function printableLine(text: string): string {
  return printable(text).replace(/[\t\n]/g, writtenOut);
}

function writtenOut(character: string): string {
  const units = character.split("");
  return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
