import { startEmulator } from "../mocks/listener.ts";
import { type LocalAddresses, localAddresses } from "./local-addresses.ts";
import { exitOf, forwardSignals, startNext } from "./next-process.ts";

/** What to run beside the emulator. */
export type LocalRun = {
  command: "dev" | "start";
  variables: Record<string, string | undefined>;
  withEmulator: boolean;
};

/**
 * Runs the app on loopback, with the emulator beside it where it is the configured cloud, until either is stopped.
 *
 * @returns the exit code for this process
 */
export async function runLocal({ command, variables, withEmulator }: LocalRun): Promise<number> {
  const addresses = localAddresses();
  const emulator = withEmulator ? await startLocalEmulator(addresses) : undefined;
  announce(addresses, withEmulator);
  const child = startNext([command, "--port", String(addresses.port), "--hostname", "localhost"], {
    PORT: String(addresses.port),
    ...variables,
    ...(withEmulator ? { DEV_INBOX_URL: addresses.emulator } : {}),
  });
  forwardSignals(child);
  const code = await exitOf(child);
  await emulator?.close();
  return code;
}

/** Starts the emulator where the app expects it; it remembers its state between runs. */
export function startLocalEmulator({ app, emulatorPort }: LocalAddresses) {
  return startEmulator({
    port: emulatorPort,
    appOrigin: app,
    stateFile: `.data/emulator-${emulatorPort}.json`,
  });
}

function announce({ app, emulator }: LocalAddresses, withEmulator: boolean): void {
  console.log(`\n  App        ${app}`);
  if (withEmulator) {
    console.log(`  Emulator   ${emulator}   Beyond Identity's cloud, on this machine`);
    console.log(`  Inbox      ${emulator}/#inbox   the mail that it would have sent`);
  } else {
    console.log("  Cloud      your own tenant, as configured; the emulator is not started");
  }
  console.log("");
}
