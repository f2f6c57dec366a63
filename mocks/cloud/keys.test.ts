import { calculateJwkThumbprint } from "jose";
import { expect, test } from "vitest";
import { createEmulator } from "./emulator.ts";
import { signingKey } from "./keys.ts";

const origin = "http://localhost:4400";
const origins = { auth: origin, api: origin, app: "http://localhost:3000" };

test("simultaneous requests get one key, named by its thumbprint", async () => {
  const emulator = createEmulator({ origins });
  const keys = await Promise.all(Array.from({ length: 5 }, () => signingKey(emulator, "one")));
  const [first] = keys;
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
  expect(first?.kid).toBe(await calculateJwkThumbprint(first?.publicJwk ?? {}));
  expect(Object.keys(emulator.store.state.signingKeys)).toEqual(["one"]);
});

test("an emulator that loads its saved state signs with the same key", async () => {
  const before = createEmulator({ origins });
  const { kid } = await signingKey(before, "one");
  const persistence = {
    load: () => before.store.state,
    save: () => undefined,
    setAside: () => undefined,
  };
  const after = createEmulator({ origins, persistence });
  expect((await signingKey(after, "one")).kid).toBe(kid);
});
