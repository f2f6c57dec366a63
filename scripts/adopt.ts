import { parseArgs } from "node:util";
import { apply } from "./adopt/apply.ts";
import { planAdoption } from "./adopt/plan.ts";
import { describePlan } from "./adopt/report.ts";
import { failPlainly } from "./fail-plainly.ts";

const HELP = `Copies passkey sign-in into a Next.js app of yours (App Router, TypeScript).

  npm run adopt -- FOLDER [options]

  --emulator   copies the local emulator of Beyond Identity's cloud too
  --dry-run    says what would happen, and changes nothing
  --json       prints one JSON document
  --help       this text

It never overwrites a file. docs/adopt.md says what comes along and what is left to you.
Exit code: 0 done, 1 not possible, 2 wrong options.
`;

const OPTIONS = {
  emulator: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** `npm run adopt`. */
await failPlainly(async () => {
  const { values, positionals } = parseOrExplain();
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) {
    console.error(HELP);
    return 2;
  }
  const plan = planAdoption(folder, { withEmulator: values.emulator });
  if (!values["dry-run"]) apply(plan);
  console.log(values.json ? JSON.stringify(plan, null, 2) : describePlan(plan, values["dry-run"]));
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
