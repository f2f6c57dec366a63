import { text } from "node:stream/consumers";
import { runProvision } from "./provision/run.ts";

/** `npm run provision`: sets a tenant up for this app. */
const stop = new AbortController();
process.once("SIGINT", () => {
  process.stderr.write("\nStopping after the call that is under way …\n");
  stop.abort();
});
process.once("SIGTERM", () => stop.abort());

const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
process.exitCode = await runProvision({
  arguments: process.argv.slice(2),
  variables: process.env,
  readInput: () => text(process.stdin),
  writeOutput: (output) => void process.stdout.write(output),
  writeError: (output) => void process.stderr.write(output),
  prompts: isTerminal ? (await import("./provision/prompts.ts")).createPrompts() : null,
  signal: stop.signal,
});
