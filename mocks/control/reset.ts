import type { Emulator } from "../cloud/emulator.ts";

/** Back to the seed: nobody registered, no mail, no faults, an empty journal, real time, the settings it started with. */
export function resetEmulator(emulator: Emulator): void {
  emulator.faults.clear();
  emulator.clock.reset();
  emulator.journal.clear();
  emulator.store.reset();
  Object.assign(emulator.settings, emulator.startedWith);
}
