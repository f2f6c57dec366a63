import type { State } from "../cloud/model.ts";
import type { Exchange } from "../cloud/route.ts";

type Belonging = { id: string; realmId: string; identityId: string };

/**
 * @param items passkeys or binding jobs
 * @returns those of the identity that the path names, or of the whole realm when it says `-`; what belonged to a deleted
 * identity is gone with it
 */
export function itemsInPath<T extends Belonging>(
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
