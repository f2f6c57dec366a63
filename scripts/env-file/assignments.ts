/** One variable in the text of a file: where its line and its value are. Offsets end before their last character. */
export type Assignment = {
  name: string;
  lineStart: number;
  lineEnd: number;
  valueStart: number;
  valueEnd: number;
  /** The quotes around the value, or an empty text. */
  quote: string;
};

const BLANK = "[^\\S\\r\\n]*";
const END_OF_LINE = `(?=${BLANK}(?:#[^\\r\\n]*)?(?:\\r?\\n|\\r|$))`;
const VALUE = `(?:(['"\`])(?:\\\\\\4|(?!\\4)[^])*\\4${END_OF_LINE}|[^#\\r\\n]*)`;
/** As dotenv reads a line: an optional `export`, a name, `=` or `:`, and a value that may go over several lines. */
const ASSIGNMENT = new RegExp(
  `^[^\\S\\r\\n]*(?:export[^\\S\\r\\n]+)?([\\w.-]+)(?:${BLANK}=|:(?=[^\\S\\r\\n]))(${BLANK})(${VALUE})[^\\r\\n]*(?:\\r?\\n|\\r|$)`,
  "gmd",
);

/** @returns the assignments in a text, in their order. Of several with one name, the last one counts. */
export function assignmentsIn(text: string): Assignment[] {
  return [...text.matchAll(ASSIGNMENT)].map((match) => {
    const [, name = "", , value = "", quote = ""] = match;
    const [start, lineEnd] = match.indices?.[0] ?? [0, 0];
    const [afterSign] = match.indices?.[2] ?? [0, 0];
    const [valueAt] = match.indices?.[3] ?? [0, 0];
    // Without a value, the blanks belong to the comment behind it.
    const valueStart = value === "" ? afterSign : valueAt;
    // A byte order mark at the start belongs to the file.
    const lineStart = start + (text[start] === "\uFEFF" ? 1 : 0);
    return {
      name,
      lineStart,
      lineEnd,
      valueStart,
      valueEnd: valueStart + value.trimEnd().length,
      quote,
    };
  });
}
