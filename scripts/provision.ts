import { text } from "node:stream/consumers";
import { ProvisionError } from "./provision/provision-error.ts";
import { runProvision } from "./provision/run.ts";

/** `npm run provision`: sets a tenant up for this app. */
const stop = new AbortController();
process.once("SIGINT", () => {
  process.stderr.write("\nStopping after the call that is under way …\n");
  stop.abort();
});
process.once("SIGTERM", () => stop.abort());

/** A terminal would show what is typed. */
async function readPipe(): Promise<string> {
  if (!process.stdin.isTTY) return text(process.stdin);
  throw new ProvisionError(
    "usage",
    "--token-stdin reads from a pipe or a file. At a terminal, leave it out, and the command asks for the token without showing it.",
  );
}

const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
process.exitCode = await runProvision({
  arguments: process.argv.slice(2),
  variables: process.env,
  readInput: readPipe,
  writeOutput: (output) => void process.stdout.write(output),
  writeError: (output) => void process.stderr.write(output),
  prompts: isTerminal ? (await import("./provision/prompts.ts")).createPrompts() : null,
  signal: stop.signal,
});
