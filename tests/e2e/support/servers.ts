/** The ports of an app and its emulator during the browser tests. They do not collide with a running `npm run dev`. */
export type Servers = { port: number; emulatorPort: number };

/** For tests that do not affect each other. */
export const SHARED: Servers = { port: 3100, emulatorPort: 4500 };

/** For tests that plant faults or move the clock, which affects every user of the servers. */
export const STORMY: Servers = { port: 3102, emulatorPort: 4502 };

/** In front of a backend that misbehaves. */
export const WITH_RAW_BACKEND: Servers = { port: 3401, emulatorPort: 4801 };

/** In front of the Express example. */
export const WITH_EXPRESS: Servers = { port: 3411, emulatorPort: 4811 };

/** In front of the Django example. */
export const WITH_DJANGO: Servers = { port: 3412, emulatorPort: 4812 };

/** @returns the app's address. */
export function appAt({ port }: Servers): string {
  return `http://localhost:${port}`;
}

/** @returns the emulator's address. */
export function emulatorAt({ emulatorPort }: Servers): string {
  return `http://localhost:${emulatorPort}`;
}

/** The port that answers once all servers are ready. */
export const READY_PORT = 3104;
