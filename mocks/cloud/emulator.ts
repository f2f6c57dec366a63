import { type Clock, createClock } from "./clock.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createIgnored, type Ignored } from "./ignored.ts";
import { createIssued, type Issued } from "./issued.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { Origins } from "./origins.ts";
import { readSeed } from "./seeds.ts";
import { createSettings, type Settings } from "./settings.ts";
import type { Snapshot } from "./snapshots.ts";
import { type Persistence, Store } from "./store.ts";

/** Everything a handler works on. There are no globals, so each test gets its own emulator at any host name. */
export type Emulator = {
  origins: Origins;
  settings: Settings;
  /** The `settings` after a reset. */
  startedWith: Readonly<Settings>;
  store: Store;
  clock: Clock;
  faults: Faults;
  journal: Journal;
  issued: Issued;
  ignored: Ignored;
  /** By name. */
  snapshots: Map<string, Snapshot>;
};

/**
 * Creates an emulated cloud, which shares nothing with any other.
 *
 * @param options `origins` of the cloud and the app. `seed`: `starter`, `blank` or the path of a seed file.
 * `settings`: those that differ from the seed's. `persistence`: what keeps the state, which is lost without one.
 * @throws Error in plain words when the seed cannot be read
 */
export function createEmulator({
  origins,
  seed,
  settings = {},
  persistence,
}: {
  origins: Origins;
  seed?: string | undefined;
  settings?: Partial<Settings> | undefined;
  persistence?: Persistence | undefined;
}): Emulator {
  const start = readSeed(seed ?? "starter", origins);
  const { name: seededFrom, world, identities, credentials } = start;
  const startedWith = Object.assign(
    createSettings(() => world, start.settings),
    settings,
  );
  const isChosen = seed !== undefined;
  const beginning = { world, seededFrom, origins, identities, credentials, isChosen };
  const store = new Store(beginning, persistence);
  const running = createSettings(() => store.state.world, start.settings);
  return {
    origins,
    settings: Object.assign(running, settings),
    startedWith: { ...startedWith },
    store,
    clock: createClock(),
    faults: createFaults(),
    journal: createJournal(),
    issued: createIssued(),
    ignored: createIgnored(),
    snapshots: new Map(),
  };
}
