import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

/** Runs tasks, which takes a little, and says which. One named "hang" is begun and never done. */
const PROGRAM = `
  import { setTimeout } from "node:timers/promises";
  import { outboxSize } from "./tests/support/in-process/outbox-size.ts";
  import { startOutbox } from "./lib/outbox/worker.ts";
  import { handlersWith } from "./tests/support/in-process/tasks.ts";
  process.stdin.resume();
  await outboxSize();
  process.stdout.write("ready\\n");
  startOutbox(handlersWith({
    revoke_link: async ({ jobId }) => {
      process.stdout.write(jobId + "\\n");
      await (jobId === "hang" ? new Promise(() => undefined) : setTimeout(20));
    },
  }));
`;

/** Starts a process that runs tasks on `DATABASE_URL` until the test ends, and collects which ones it reports. */
export async function startTaskProcess(): Promise<{ child: ChildProcess; done: string[] }> {
  const node = ["--conditions=react-server", "--import", "tsx", "--input-type=module"];
  const child = spawn(process.execPath, [...node, "--eval", PROGRAM], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  const done: string[] = [];
  lines.on("line", (line) => done.push(line));
  return { child, done };
}
