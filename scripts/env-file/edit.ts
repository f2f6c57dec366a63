import { assignmentsIn } from "./assignments.ts";
import { EnvFileError } from "./errors.ts";
import { variablesIn } from "./variables.ts";

const PLAIN = /^[\w.:/@+=~-]*$/;

/**
 * Sets variables in the text of a file. All other lines, comments, quotes and line ends stay as they are. A new variable
 * goes to the end.
 *
 * @throws EnvFileError when Next.js would read something else from the result
 */
export function setVariables(text: string, values: Record<string, string>): string {
  const present = variablesIn(text);
  const changed = Object.entries(values).filter(([name, value]) => present[name] !== value);
  const edited = changed.reduce((current, [name, value]) => set(current, name, value), text);
  demandReadBack(text, edited, values);
  return edited;
}

/** @returns the text without the lines of these variables */
export function removeVariables(text: string, names: string[]): string {
  return assignmentsIn(text)
    .filter(({ name }) => names.includes(name))
    .toReversed()
    .reduce((rest, { lineStart, lineEnd }) => replaced(rest, lineStart, lineEnd, ""), text);
}

/** @returns the text with one more line at its end */
export function appendLine(text: string, line: string): string {
  const end = lineEndOf(text);
  const isOpen = text !== "" && text !== "\uFEFF" && !/[\r\n]$/.test(text);
  return `${text}${isOpen ? end : ""}${line}${end}`;
}

/** As the first line of the text ends. */
function lineEndOf(text: string): string {
  return /\r?\n|\r/.exec(text)?.[0] ?? "\n";
}

function set(text: string, name: string, value: string): string {
  const last = assignmentsIn(text).findLast((assignment) => assignment.name === name);
  if (!last) return appendLine(text, `${name}=${encoded(value, "")}`);
  return replaced(text, last.valueStart, last.valueEnd, encoded(value, last.quote));
}

/** Next.js expands `$` in quotes too. */
function encoded(value: string, quote: string): string {
  const mark = quote === "" && !PLAIN.test(value) ? "'" : quote;
  return `${mark}${value.replaceAll("$", "\\$")}${mark}`;
}

function replaced(text: string, start: number, end: number, by: string): string {
  return `${text.slice(0, start)}${by}${text.slice(end)}`;
}

function demandReadBack(before: string, after: string, values: Record<string, string>): void {
  const expected = { ...variablesIn(before), ...values };
  const read = variablesIn(after);
  const wrong = Object.keys(expected).filter((name) => read[name] !== expected[name]);
  if (wrong.length === 0) return;
  throw new EnvFileError("not_editable", `${wrong.join(", ")} cannot be written into this file.`);
}
