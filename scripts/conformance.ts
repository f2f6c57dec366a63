import type { Comparison } from "./conformance/compare.ts";
import { ConformanceError } from "./conformance/conformance-error.ts";
import { targetOfEnvironment } from "./conformance/environment.ts";
import { HELP, type Options, readOptions, UsageError } from "./conformance/options.ts";
import { record } from "./conformance/record.ts";
import { demandRecent, replay } from "./conformance/replay.ts";
import { reportLines } from "./conformance/report.ts";
import { networkSend } from "./conformance/send.ts";
import { demandWritable, readTranscript, writeTranscript } from "./conformance/transcript.ts";
import { printable, printableLine } from "./printable.ts";

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());
const send = networkSend(interrupted.signal);

/** `npm run conformance`: what it does is in its `--help`. */
process.exit(await exitCode(process.argv.slice(2)));

async function exitCode(args: string[]): Promise<number> {
  const isJson = args.includes("--json");
  try {
    return await run(readOptions(args));
  } catch (error) {
    const problem = problemOf(error);
    if (isJson) console.log(JSON.stringify({ error: problem }));
    console.error(problem);
    if (error instanceof UsageError) console.error(`\n${HELP}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function run(options: Options): Promise<number> {
  if (options.command === "help") {
    console.log(HELP);
    return 0;
  }
  if (options.command === "replay") {
    const transcript = readTranscript(options.file);
    demandRecent(transcript);
    return tell(await replay(transcript, send), options.json);
  }
  if (options.command === "record") demandWritable(options.file);
  const { transcript, leftBehind } = await record(targetOfEnvironment(), send);
  if (leftBehind)
    console.error(printableLine(`Delete the identity ${leftBehind}: the run could not.`));
  if (interrupted.signal.aborted) throw new ConformanceError("Interrupted.");
  if (options.command === "compare") return tell(await replay(transcript, send), options.json);
  writeTranscript(options.file, transcript);
  const skipped = transcript.steps.filter((step) => "skipped" in step).map(({ step }) => step);
  const made = transcript.steps.length - skipped.length;
  if (options.json) console.log(JSON.stringify({ file: options.file, recorded: made, skipped }));
  else console.log(`${options.file} holds ${made} responses.`);
  if (skipped.length > 0) console.error(`Not recorded: ${skipped.join(", ")}.`);
  return 0;
}

function tell(comparison: Comparison, isJson: boolean): number {
  const equal = comparison.differences.length === 0;
  const lines = isJson ? [JSON.stringify({ equal, ...comparison })] : reportLines(comparison);
  console.log(printable(lines.join("\n")));
  return equal ? 0 : 2;
}

/** The text of any other error could hold values of the cloud. */
function problemOf(error: unknown): string {
  if (error instanceof ConformanceError || error instanceof UsageError) return error.message;
  return `The run failed: ${error instanceof Error ? error.name : "unknown error"}.`;
}
