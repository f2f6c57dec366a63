import { type SetupServerApi, setupServer } from "msw/node";
import type { Emulator } from "./cloud/emulator.ts";
import { createHandlers } from "./handlers.ts";

/** @returns an MSW server that answers this process's requests to the emulator's origins, after you call `listen()`. */
export function createMockServer(emulator: Emulator): SetupServerApi {
  return setupServer(...createHandlers(emulator));
}
