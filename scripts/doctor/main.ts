import { printable } from "../printable.ts";
import { type Options, readArguments, USAGE, UsageError } from "./arguments.ts";
import type { Check, Outcome } from "./check.ts";
import type { Transport } from "./cloud/transport.ts";
import { concealer } from "./conceal.ts";
import { environmentToCheck } from "./read-files.ts";
import { repairAll } from "./repair-all.ts";
import { exitCodeOf, type Report, reportOf, textOf } from "./report.ts";
import { runChecks } from "./run-checks.ts";
import { createSubject, type Machine } from "./subject.ts";

/** Where the doctor prints, and whom it can ask. */
export type Terminal = {
  out(text: string): void;
  err(text: string): void;
  /** @returns whether a person said yes. False when there is none. */
  confirm(question: string): Promise<boolean>;
};

const USED_WRONGLY = 2;
const MOST_ROUNDS = 3;

/** @returns the exit code */
export async function main(
  args: string[],
  world: { checks: readonly Check[]; machine: Machine; transport: Transport; terminal: Terminal },
): Promise<number> {
  const { checks, terminal } = world;
  try {
    const options = readArguments(
      args,
      checks.map(({ id }) => id),
    );
    if (options.help) return printed(terminal, USAGE);
    if (options.listChecks) return printed(terminal, listed(checks, options.json));
    return await examine(options, world);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (args.includes("--json")) terminal.out(JSON.stringify({ ok: false, error: error.message }));
    terminal.err(`${error.message}\n${USAGE}`);
    return USED_WRONGLY;
  }
}

async function examine(
  options: Options,
  { checks, machine, transport, terminal }: Parameters<typeof main>[1],
): Promise<number> {
  const environment = environmentToCheck(machine.folder, options.envFile);
  const look = async () => {
    const subject = createSubject(environment, machine, transport);
    const outcomes = await runChecks(checks, subject, options.only);
    const access = await subject.cloud.management().catch(() => null);
    const fetched = access?.kind === "open" ? [access.token] : [];
    return { outcomes, report: reportOf(outcomes, concealer(environment, fetched)) };
  };
  if (!options.fix) return show((await look()).report, options.json, terminal);
  return repairAndShow(look, options, terminal);
}

/** A repaired trouble may have hidden another one, so that a second round has more to repair. */
async function repairAndShow(
  look: () => Promise<{ outcomes: Outcome[]; report: Report }>,
  { yes, json }: Options,
  terminal: Terminal,
): Promise<number> {
  for (let round = 1; ; round += 1) {
    const { outcomes, report } = await look();
    if (!json) terminal.out(textOf(report));
    const isRepaired =
      round <= MOST_ROUNDS &&
      (await repairAll(outcomes, { isAgreed: yes, isQuiet: json }, terminal));
    if (isRepaired) continue;
    return json ? show(report, json, terminal) : exitCodeOf(report);
  }
}

function show(report: Report, json: boolean, { out }: Terminal): number {
  out(json ? printable(JSON.stringify(report, null, 2)) : textOf(report));
  return exitCodeOf(report);
}

function printed({ out }: Terminal, text: string): number {
  out(text.trim());
  return 0;
}

function listed(checks: readonly Check[], json: boolean): string {
  const list = checks.map(({ id, title }) => ({ id, title }));
  if (json) return JSON.stringify({ checks: list }, null, 2);
  const width = Math.max(...list.map(({ id }) => id.length));
  return list.map(({ id, title }) => `${id.padEnd(width)}  ${title}`).join("\n");
}
