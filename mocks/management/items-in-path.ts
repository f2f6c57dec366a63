import type { State } from "../cloud/model.ts";
import type { Exchange } from "../cloud/route.ts";

type Item = { id: string; realmId: string; identityId: string };

/**
 * @param items passkeys or binding jobs
 * @returns the items of the identity in the path, or of the whole realm when the path has `-` for it. Items of deleted
 * identities are left out.
 */
export function itemsInPath<T extends Item>(
  { emulator, params }: Exchange,
  items: (state: State) => T[],
): T[] {
  const { state } = emulator.store;
  const owners = new Set(state.identities.map(({ id }) => id));
  return items(state).filter(
    ({ realmId, identityId }) =>
      realmId === params.realmId &&
      owners.has(identityId) &&
      (params.identityId === "-" || params.identityId === identityId),
  );
}
