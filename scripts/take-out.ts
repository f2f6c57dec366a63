import { parseArgs } from "node:util";
import { failPlainly } from "./fail-plainly.ts";
import { describeChanges } from "./take-out/describe.ts";
import { PARTS } from "./take-out/parts.ts";
import { planTakeOut, takeOut } from "./take-out/take-out.ts";

const HELP = `Takes parts out of this app.

  npm run take-out -- PART... [--dry-run]

${Object.entries(PARTS)
  .map(([name, { what }]) => `  ${name.padEnd(16)} ${what}`)
  .join("\n")}

  --dry-run        says what would change, and changes nothing
  --help           this text

It takes out all parts that you name, or none. Commit your work first: git then shows what changed.
docs/make-it-yours.md says what each part is.
Exit code: 0 done, 1 not possible, 2 wrong options.
`;

const OPTIONS = {
  "dry-run": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** `npm run take-out`. */
await failPlainly(async () => {
  const { values, positionals } = parseOrExplain();
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length === 0 || positionals.some((name) => !(name in PARTS))) {
    console.error(HELP);
    return 2;
  }
  const isDry = values["dry-run"];
  const named = Object.entries(PARTS).filter(([name]) => positionals.includes(name));
  const { steps } = (isDry ? planTakeOut : takeOut)(".", Object.fromEntries(named));
  for (const { part, changes } of steps) console.log(describeChanges(part, changes, isDry));
  return 0;
});

function parseOrExplain() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}
