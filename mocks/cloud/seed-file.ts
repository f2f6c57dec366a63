import type { Emulator } from "./emulator.ts";
import { fromCredential, fromIdentity } from "./seed-people.ts";
import type { SeedFile } from "./seeds.ts";

/** @returns the running world as a seed file. Open links, sign-ins, tokens and mail are not part of it. */
export function seedFileOf({ store, settings }: Emulator): SeedFile {
  const { world, identities, credentials } = store.state;
  const owners = new Set(identities.map(({ id }) => id));
  return {
    version: 1,
    settings: {
      refresh_tokens: settings.refreshTokens,
      extra_prove_rounds: settings.extraProveRounds,
    },
    ...world,
    identities: identities.map(fromIdentity),
    passkeys: credentials.filter(({ identityId }) => owners.has(identityId)).map(fromCredential),
  };
}
