import { parseArgs } from "node:util";
import { MEASUREMENTS } from "./measurements.ts";

export const HELP = `Measures the starter beside its peers and writes docs/performance.md.

  npm run bench -- [options]

  --only a,b     these measurements alone: ${MEASUREMENTS.map(({ id }) => id).join(", ")}
  --with-tests   also measures how long \`npm test\` takes, which is minutes
  --runs N       how often each figure is taken (5)
  --seconds N    how long each load lasts (2)
  --quick        one run of each but the slow ones, for a look: nothing is written
  --as NAME      the folder below docs/performance/ for the results (now)
  --page         measures nothing, and writes the page from the results that are there
  --help         this text
`;

export type Options = {
  only: string[];
  runs: number;
  seconds: number;
  isQuick: boolean;
  name: string;
  pageOnly: boolean;
  help: boolean;
};

/** @throws Error in plain words when a flag is wrong */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      "with-tests": { type: "boolean", default: false },
      runs: { type: "string", default: "5" },
      seconds: { type: "string", default: "2" },
      quick: { type: "boolean", default: false },
      as: { type: "string", default: "now" },
      page: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const known = MEASUREMENTS.map(({ id }) => id);
  const usual = MEASUREMENTS.filter(({ takes }) => {
    if (takes === "minutes") return values["with-tests"];
    return takes === undefined || !values.quick;
  });
  const only = values.only?.split(",") ?? usual.map(({ id }) => id);
  const unknown = only.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new Error(`There is no measurement ${unknown.join(", ")}.`);
  if (!/^[a-z][a-z0-9-]*$/.test(values.as)) throw new Error("--as must be a plain folder name.");
  const { quick: isQuick, as: name, page: pageOnly, help } = values;
  const runs = isQuick ? 1 : numberOf("--runs", values.runs);
  const seconds = numberOf("--seconds", values.seconds);
  return { only, runs, seconds, isQuick, name, pageOnly, help };
}

function numberOf(flag: string, value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new Error(`${flag} must be a number from 1 to 99.`);
  return Number(value);
}
