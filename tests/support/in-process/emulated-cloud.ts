import type { HttpHandler } from "msw";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createEmulator, type Emulator } from "../../../mocks/cloud/emulator.ts";
import { createMockServer } from "../../../mocks/node.ts";

export const AUTH_ORIGIN = "https://auth-us.beyondidentity.com";
const API_ORIGIN = "https://api-us.beyondidentity.com";

/**
 * Puts an emulator at the vendor's host names for the tests of a file, in their own process. A request to anywhere else
 * fails the test.
 *
 * @param app origin of the app
 * @param others handlers for other servers
 * @returns the emulator
 */
export function emulatedCloud(app: string, others: HttpHandler[] = []): Emulator {
  const emulator = createEmulator({ origins: { auth: AUTH_ORIGIN, api: API_ORIGIN, app } });
  const server = createMockServer(emulator);
  beforeAll(() => {
    server.use(...others);
    server.listen({ onUnhandledRequest: "error" });
  });
  afterEach(() => {
    emulator.faults.clear();
    emulator.clock.reset();
    emulator.journal.clear();
  });
  afterAll(() => server.close());
  return emulator;
}
