import type { SignInPage } from "./environment-files.ts";
import { type Example, startExample } from "./example-backend.ts";
import { askForFirstPage } from "./first-page.ts";
import { type LocalAddresses, localAddresses } from "./local-addresses.ts";
import { startLocalEmulator } from "./local-emulator.ts";
import { exitOf, forwardSignals, startNext } from "./next-process.ts";

/** An example backend listens this far above the app's port: 4000 beside 3000. */
const BACKEND_OFFSET = 1_000;

/** What to run beside the emulator. */
export type LocalRun = {
  command: "dev" | "start";
  variables: Record<string, string | undefined>;
  withEmulator: boolean;
  /** Whose page signs users in, when the emulator is the cloud. */
  page: SignInPage;
  /** An example to run beside it. */
  backend?: Example | undefined;
};

/**
 * Runs the app on loopback until it stops, with the emulator beside it if that is the configured cloud.
 *
 * @returns the exit code for this process
 */
export async function runLocal(run: LocalRun): Promise<number> {
  const { command, variables, withEmulator, page } = run;
  const addresses = localAddresses();
  const seed = process.env.EMULATOR_SEED || "starter";
  const starting = withEmulator ? startLocalEmulator(addresses, seed) : undefined;
  // An example asks the emulator at its start. The app does so later, so the two start side by side.
  if (run.backend) await starting;
  const backend = run.backend && startExample(run.backend, addresses.port + BACKEND_OFFSET, page);
  const child = startNext([command, "--port", String(addresses.port), "--hostname", "localhost"], {
    PORT: String(addresses.port),
    ...variables,
    ...backend?.variables,
    ...(withEmulator ? { DEV_INBOX_URL: addresses.emulator } : {}),
  });
  forwardSignals(child);
  const ended = exitOf(child);
  if (command === "dev") void askForFirstPage(addresses.app, ended);
  const emulator = await starting?.catch((error: unknown) => {
    child.kill();
    throw error;
  });
  announce(addresses, run, backend?.url);
  const code = await ended;
  backend?.process.kill();
  await emulator?.close();
  return code;
}

function announce(
  { app, emulator }: LocalAddresses,
  { withEmulator, page }: LocalRun,
  backend: string | undefined,
): void {
  console.log(`\n  App        ${app}`);
  if (withEmulator) {
    console.log(`  Emulator   ${emulator}   Beyond Identity's cloud, on this machine`);
    console.log(`  Inbox      ${emulator}/#inbox   the mail that it would have sent`);
    if (page === "hosted") {
      console.log(
        `  Sign-in    ${emulator}/authenticator/   the cloud's hosted page signs users in`,
      );
    }
  } else {
    console.log("  Cloud      your own tenant, as configured; the emulator is not started");
  }
  if (backend)
    console.log(`  Backend    ${backend}   from examples/, called on ${app}/account/developer`);
  console.log("");
}
