import type { Emulator } from "./emulator.ts";
import type { Identity } from "./model.ts";
import { hexId } from "./store.ts";

/** @returns the identity of a realm that has a username, in upper or lower case alike */
export function findByUsername(
  { store }: Emulator,
  realmId: string,
  username: string,
): Identity | undefined {
  return store.state.identities.find(
    ({ realmId: own, traits }) =>
      own === realmId && traits.username.toLowerCase() === username.toLowerCase(),
  );
}

/** Stores a new identity. The caller has made sure that its username is free. */
export function addIdentity(
  { store, clock }: Emulator,
  fields: Pick<Identity, "realmId" | "displayName" | "status" | "traits">,
): Identity {
  const now = clock.now();
  const identity: Identity = { id: hexId(), ...fields, createdAt: now, updatedAt: now };
  store.state.identities.push(identity);
  return identity;
}
