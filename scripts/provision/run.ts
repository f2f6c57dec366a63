import { CloudError } from "../cloud/cloud-error.ts";
import { EnvFileError } from "../env-file/errors.ts";
import { printable, printableLine } from "../printable.ts";
import { askForOptions } from "./ask-for-options.ts";
import { connect } from "./connect.ts";
import { HELP } from "./help.ts";
import type { Io } from "./io.ts";
import { type Options, readOptions } from "./options.ts";
import { createProgress, type Progress } from "./progress.ts";
import { ProvisionError } from "./provision-error.ts";
import { provisionTenant } from "./provision-tenant.ts";
import { tearDown } from "./tear-down.ts";
import { actionLines, callLines, checklistLines } from "./words.ts";

const [DONE, FAILED, USED_WRONGLY] = [0, 1, 2];
const OF_USE = ["usage", "not_confirmed", "token_not_readable"];

/** Runs the command. @returns the exit code */
export async function runProvision({ writeOutput, writeError, ...rest }: Io): Promise<number> {
  const io: Io = {
    ...rest,
    writeOutput: (text) => writeOutput(printable(text)),
    writeError: (text) => writeError(printable(text)),
  };
  const isJson = io.arguments.includes("--json");
  let progress = createProgress("", () => undefined);
  try {
    const options = readOptions(io.arguments);
    if (options === "help") {
      io.writeOutput(HELP);
      return DONE;
    }
    progress = createProgress(options.envFile, (line) => io.writeError(`${printableLine(line)}\n`));
    await runWith(io, options, progress);
    show(io, isJson, progress);
    return DONE;
  } catch (error) {
    const { code, message } = described(error);
    if (!progress.report.changed) forgetPlan(progress);
    Object.assign(progress.report, { error: message, code });
    if (isJson) io.writeOutput(`${JSON.stringify(progress.report)}\n`);
    io.writeError(`\n${printableLine(message)}\n`);
    return OF_USE.includes(code) ? USED_WRONGLY : FAILED;
  }
}

async function runWith(io: Io, given: Options, progress: Progress): Promise<void> {
  const connection = await connect(io, given, progress.say);
  if (given.teardown) return tearDown(io, connection, given, progress);
  const options = await askForOptions(io, connection, given);
  return provisionTenant(io, connection, options, progress);
}

function show(io: Io, isJson: boolean, { report }: Progress): void {
  if (isJson) io.writeOutput(`${JSON.stringify(report)}\n`);
  const isDone = report.calls === undefined;
  const { path, action } = report.env_file;
  const lines = [
    "",
    ...(report.changed || !isDone ? [] : ["Nothing changed: all is as it should be."]),
    ...actionLines(report, isDone),
    `  ${action.padEnd(7)}  ${path}`,
    ...callLines(report),
    ...checklistLines(report),
    ...(isDone && report.checklist.length > 0 ? ["", `Then check it all: ${doctor(path)}`] : []),
    "",
  ];
  (isJson ? io.writeError : io.writeOutput)(`${lines.map(printableLine).join("\n")}\n`);
}

function doctor(path: string): string {
  return `npm run doctor -- --env-file ${path}`;
}

/** What was planned and refused has not happened. */
function forgetPlan({ report }: Progress): void {
  report.actions = [];
  report.env_file.action = "keep";
}

/** Unknown errors may contain anything, so only their kind is shown. */
function described(error: unknown): { code: string; message: string } {
  const isOwn =
    error instanceof ProvisionError || error instanceof CloudError || error instanceof EnvFileError;
  if (isOwn) return { code: error.code, message: error.message };
  const kind = error instanceof Error ? error.name : "unknown";
  return { code: "unexpected", message: `The command failed unexpectedly (${kind}).` };
}
