import { createInterface } from "node:readline/promises";
import { setTimeout } from "node:timers/promises";
import "./server-modules.ts";
import { failPlainly } from "./fail-plainly.ts";

await failPlainly(async () => {
  const { main } = await import("./doctor/main.ts");
  const { CHECKS } = await import("./doctor/checks.ts");
  return main(process.argv.slice(2), {
    checks: CHECKS,
    machine: {
      nodeVersion: process.versions.node,
      folder: process.cwd(),
      now: () => Date.now(),
    },
    transport: { send: fetch, pause: setTimeout },
    terminal: { out: console.log, err: console.error, confirm },
  });
});

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(question);
  terminal.close();
  return ["yes", "y"].includes(answer.trim().toLowerCase());
}
