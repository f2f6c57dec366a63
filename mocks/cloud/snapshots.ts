import { timestamp } from "./clock.ts";
import type { Emulator } from "./emulator.ts";
import type { State } from "./model.ts";
import type { OwnSettings } from "./settings.ts";

/** A kept state. Signing keys and the clock are not part of it: clients know the keys, and time goes on. */
export type Snapshot = { created_at: string; state: State; settings: OwnSettings };

/** Keeps the state under a name, in place of an earlier one of this name. Snapshots last until the emulator stops. */
export function takeSnapshot(emulator: Emulator, name: string): Snapshot {
  const { extraProveRounds, refreshTokens } = emulator.settings;
  const snapshot = {
    created_at: timestamp(emulator.clock),
    state: structuredClone(emulator.store.state),
    settings: { extraProveRounds, refreshTokens },
  };
  emulator.snapshots.set(name, snapshot);
  return snapshot;
}

/** @returns whether a snapshot has this name and the state is again as it was. */
export function restoreSnapshot(emulator: Emulator, name: string): boolean {
  const snapshot = emulator.snapshots.get(name);
  if (!snapshot) return false;
  emulator.store.replace(structuredClone(snapshot.state));
  Object.assign(emulator.settings, snapshot.settings);
  return true;
}
