import { parseArgs } from "node:util";

export const HELP = `Compares Beyond Identity's cloud with the emulator.

  npm run conformance                       runs against the configured cloud and a fresh emulator, and compares
  npm run conformance -- --record FILE      runs against the configured cloud and writes a transcript without secrets
  npm run conformance -- --replay FILE      runs against a fresh emulator and compares it with a transcript

  --json    prints one JSON document
  --help    prints this

The run makes one identity in your realm, and deletes it at the end. It sends no mail.
Exit codes: 0 equal or recorded, 1 error, 2 differences or wrong usage.
`;

/** What to do. */
export type Options =
  | { command: "help" }
  | { command: "record" | "replay"; file: string; json: boolean }
  | { command: "compare"; json: boolean };

/** Thrown for flags that do not exist or do not fit together. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** @throws UsageError */
export function readOptions(args: string[]): Options {
  const { help, json = false, record, replay } = valuesOf(args);
  if (help) return { command: "help" };
  if (record !== undefined && replay !== undefined) {
    throw new UsageError("Choose one of --record and --replay.");
  }
  if (record === "" || replay === "") throw new UsageError("Name a file.");
  if (record !== undefined) return { command: "record", file: record, json };
  if (replay !== undefined) return { command: "replay", file: replay, json };
  return { command: "compare", json };
}

function valuesOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        record: { type: "string" },
        replay: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    // The text would repeat what was typed, which can be a secret.
    throw new UsageError("Unknown flag or missing value.", { cause: error });
  }
}
