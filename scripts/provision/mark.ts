import { z } from "zod";
import { appendLine } from "../env-file/edit.ts";

/** An object that the command made, or began to make when it has no id yet. */
export type Made = { kind: string; name: string; realm: string | null; id?: string | undefined };

/** What the file says about the runs before: what `--teardown` deletes. */
export type Mark = { tenant: string; made: Made[]; wrote: string[] };

const PREFIX = "# What provision made, for --teardown. Leave this line as it is: ";
const LINE = new RegExp(`^${PREFIX.replaceAll(".", "\\.")}(.*?)[^\\S\\r\\n]*$`, "m");

const markSchema = z.object({
  tenant: z.string(),
  made: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      realm: z
        .string()
        .regex(/^[\w-]+$/)
        .nullable(),
      id: z
        .string()
        .regex(/^[\w-]+$/)
        .optional(),
    }),
  ),
  wrote: z.array(z.string().regex(/^\w+$/)),
});

/** @returns the mark in the text of an environment file, or undefined when there is none that can be read */
export function readMark(text: string): Mark | undefined {
  const json = LINE.exec(text)?.[1];
  if (json === undefined) return undefined;
  try {
    return markSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** @returns the text with this mark, in the place of the one before or at its end. A mark of nothing is taken out. */
export function withMark(text: string, mark: Mark): string {
  if (mark.made.length === 0) return withoutMark(text);
  const line = `${PREFIX}${onOneLine(mark)}`;
  if (LINE.test(text)) return text.replace(LINE, () => line);
  return appendLine(text, line);
}

/** JSON leaves two line ends as they are, behind which Next.js reads a variable. */
function onOneLine(mark: Mark): string {
  return JSON.stringify(mark).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function withoutMark(text: string): string {
  return text.replace(new RegExp(`${LINE.source}(\\r?\\n|\\r)?`, "m"), "");
}
