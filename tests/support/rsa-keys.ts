import type { JWK } from "jose";
import { vi } from "vitest";

/** More than one emulator uses during its tests, so that each of its applications has its own. */
const KEYS = 8;

declare global {
  var rsaKeys: { made: Promise<JWK>[]; given: number } | undefined;
}

// An RSA key takes a fifth of a second of processor time, and most tests start an emulator with three. So the emulators of
// one worker get the same few in turn.
vi.mock("../../mocks/cloud/first-rsa-key.ts", async (original) => {
  const { firstRsaKey } = await original<typeof import("../../mocks/cloud/first-rsa-key.ts")>();
  return {
    firstRsaKey: () => {
      globalThis.rsaKeys ??= { made: [], given: 0 };
      const { made, given } = globalThis.rsaKeys;
      globalThis.rsaKeys.given += 1;
      made[given % KEYS] ??= firstRsaKey();
      return made[given % KEYS];
    },
  };
});
