import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** An emulator in its own process, and what it has said on stderr. */
export type EmulatorProcess = { origin: string; said(): string; kill(): Promise<void> };

/**
 * Starts an emulator with a state file.
 *
 * @param program path of the built emulator
 * @param port of the one before, which the new one takes so that its tokens stay valid, or 0
 * @throws Error with what it said when it ends before it listens
 */
export async function startEmulatorProcess(
  program: string,
  stateFile: string,
  port = "0",
): Promise<EmulatorProcess> {
  const args = [program, stateFile, port];
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
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
