import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("emulator-process.ts", import.meta.url));

/** An emulator in its own process, and what it has said on stderr. */
export type EmulatorProcess = { origin: string; said(): string; kill(): Promise<void> };

/**
 * Starts an emulator with a state file.
 *
 * @param earlier address of the one before, which the new one takes so that its tokens stay valid
 * @throws Error with what it said when it ends before it listens
 */
export async function startEmulatorProcess(
  stateFile: string,
  earlier?: string,
): Promise<EmulatorProcess> {
  const port = earlier ? new URL(earlier).port : "0";
  const args = ["--import", "tsx", PROGRAM, stateFile, port];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, "exit").then(() => {
    throw new Error(`the emulator did not start: ${said}`);
  });
  const [line] = await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => undefined);
  return { origin: String(line).trim(), said: () => said, kill: () => killed(child) };
}

/** SIGKILL, which no process can handle. */
async function killed(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
