/** The emulator's clock: real time plus an offset that the control routes change. */
export type Clock = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Moves the clock by a number of seconds, which may be negative. */
  advance(seconds: number): void;
  /** Sets the clock to an instant, from which it runs on. */
  set(instant: Date): void;
  /** Returns to real time. */
  reset(): void;
};

/** @returns a clock that starts at real time. */
export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    set: (instant) => {
      offset = instant.getTime() - Date.now();
    },
    reset: () => {
      offset = 0;
    },
  };
}

/** @returns the clock's now in whole seconds since the Unix epoch, the unit of JWT time claims (RFC 7519 section 2). */
export function epochSeconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

/** @returns the clock's now as an RFC 3339 time stamp in UTC, the form the vendor's API uses. */
export function timestamp(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
