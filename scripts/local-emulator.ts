import { startEmulator } from "../mocks/listener.ts";
import type { LocalAddresses } from "./local-addresses.ts";

/**
 * Starts the emulator at the address that the app expects. It keeps its state between runs.
 *
 * @param seed `starter`, `blank` or the path of a seed file
 */
export function startLocalEmulator({ app, emulatorPort }: LocalAddresses, seed?: string) {
  return startEmulator({
    port: emulatorPort,
    appOrigin: app,
    seed,
    stateFile: `.data/emulator-${emulatorPort}.json`,
  });
}
