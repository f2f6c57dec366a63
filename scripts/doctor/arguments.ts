import { parseArgs } from "node:util";

export const USAGE = `
Says what is wrong with the configuration of this app. It only reads, unless you write --fix.

  npm run doctor                        checks the environment as the app reads it
  npm run doctor -- --env-file FILE     checks that file alone
  npm run doctor -- --only ID,ID        makes these checks alone
  npm run doctor -- --list-checks       lists the checks
  npm run doctor -- --fix [--yes]       repairs what the management API can repair, and checks again
  npm run doctor -- --json              prints one JSON document on stdout

It ends with 0 when no check fails, 1 when one fails, and 2 when one could not be made or the command is used wrongly.
`;

const CHECK_ID = /^[a-z-]{1,40}$/;

/** The command line of the doctor. */
export type Options = {
  help: boolean;
  json: boolean;
  listChecks: boolean;
  only: string[] | null;
  envFile: string | null;
  fix: boolean;
  yes: boolean;
};

/** Thrown when the command line makes no sense. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * @param known ids of all checks
 * @throws UsageError
 */
export function readArguments(args: string[], known: readonly string[]): Options {
  const values = parsed(args);
  const only = values.only?.flatMap((ids) => ids.split(",").map((id) => id.trim())) ?? null;
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const named = CHECK_ID.test(unknown) ? `no check "${unknown}"` : "no such check";
    throw new UsageError(`There is ${named}. --list-checks lists them.`);
  }
  return {
    ...{ help: values.help, json: values.json, listChecks: values["list-checks"], only },
    ...{ envFile: values["env-file"] ?? null, fix: values.fix, yes: values.yes },
  };
}

const flag = { type: "boolean", default: false } as const;
const OPTIONS = {
  ...{ help: flag, json: flag, "list-checks": flag, fix: flag, yes: flag },
  only: { type: "string", multiple: true },
  "env-file": { type: "string" },
} as const;

/** The text of Node.js's own error would repeat what was typed, which can be a secret. */
function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    const known = Object.keys(OPTIONS).find((name) => String(error).includes(`'--${name}`));
    throw new UsageError(known ? `--${known} is used wrongly.` : "There is an unknown flag.");
  }
}
