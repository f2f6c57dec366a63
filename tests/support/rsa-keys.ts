import type { JWK } from "jose";
import { vi } from "vitest";

declare global {
  /** By the id of the application. */
  var rsaKeys: Map<string, Promise<JWK>> | undefined;
}

// An RSA key takes a fifth of a second of processor time, and most tests start an emulator with three applications, whose
// ids are always the same. Within one emulator each application has a key of its own.
vi.mock("../../mocks/cloud/first-rsa-key.ts", async (original) => {
  const { firstRsaKey } = await original<typeof import("../../mocks/cloud/first-rsa-key.ts")>();
  return {
    firstRsaKey: (applicationId: string) => {
      globalThis.rsaKeys ??= new Map();
      const key = globalThis.rsaKeys.get(applicationId) ?? firstRsaKey(applicationId);
      globalThis.rsaKeys.set(applicationId, key);
      return key;
    },
  };
});
