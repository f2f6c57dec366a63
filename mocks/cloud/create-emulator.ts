import { createClock } from "./clock.ts";
import type { Emulator, Origins, Settings } from "./emulator.ts";
import { createFaults } from "./faults.ts";
import { createIssued } from "./issued.ts";
import { createJournal } from "./journal.ts";
import { type Persistence, Store } from "./store.ts";

/**
 * Makes an emulated cloud of its own: nothing is shared with any other.
 *
 * @param options `origins` where it and the app live; `settings` where they differ from the starter's; `persistence`
 * what remembers its state, which is forgotten without
 */
export function createEmulator({
  origins,
  settings = {},
  persistence,
}: {
  origins: Origins;
  settings?: Partial<Settings> | undefined;
  persistence?: Persistence | undefined;
}): Emulator {
  const startedWith: Settings = {
    invocationType: "automatic",
    extraProveRounds: 0,
    oneTimePasswords: true,
    refreshTokens: "rotating",
    accessTokenSeconds: 86_400,
    ...settings,
  };
  return {
    origins,
    settings: { ...startedWith },
    startedWith,
    store: new Store(persistence),
    clock: createClock(),
    faults: createFaults(),
    journal: createJournal(),
    issued: createIssued(),
  };
}
