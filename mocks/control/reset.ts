import type { Emulator } from "../cloud/emulator.ts";

/** Returns to the seed: no identities, mail, faults or journal, real time, and the settings at the start. */
export function resetEmulator(emulator: Emulator): void {
  emulator.faults.clear();
  emulator.clock.reset();
  emulator.journal.clear();
  emulator.ignored.clear();
  emulator.store.reset();
  Object.assign(emulator.settings, emulator.startedWith);
}
