import { type Clock, createClock } from "./clock.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createIssued, type Issued } from "./issued.ts";
import { createJournal, type Journal } from "./journal.ts";
import { type Persistence, Store } from "./store.ts";

/** The origins of the three parties. In the cloud the auth and API hosts differ. Locally they are one. */
export type Origins = {
  /** OIDC, binding links and the SDK's endpoints, e.g. `https://auth-us.beyondidentity.com`. */
  auth: string;
  /** Management API, e.g. `https://api-us.beyondidentity.com`. */
  api: string;
  /** The starter: its invoke URL, its only trusted origin, and the base of its redirect URI. */
  app: string;
};

/** Settings of the emulated authenticator configuration and of the emulated policy. */
export type Settings = {
  /** `automatic` answers /authorize with a redirect, `manual` with JSON. */
  invocationType: "automatic" | "manual";
  /** How many extra challenges the SDK must answer per sign-in. */
  extraProveRounds: number;
  /** Whether the configuration offers one-time passwords by email. */
  oneTimePasswords: boolean;
  /** Whether a sign-in gets a refresh token, and whether each use of it returns a new one. */
  refreshTokens: "off" | "static" | "rotating";
  /** Lifetime of people's access tokens. */
  accessTokenSeconds: number;
};

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
};

/**
 * Creates an emulated cloud, which shares nothing with any other.
 *
 * @param options `origins` of the cloud and the app. `settings`: those that differ from the defaults. `persistence`:
 * what keeps the state, which is lost without one.
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
