import type { Emulator } from "../../cloud/emulator.ts";
import { findApplication } from "../../cloud/lookup.ts";

/**
 * Makes the path of a request readable: without tenant and realm, with the names of applications and users in place of
 * their ids, and without the query.
 *
 * @param path as the journal has it
 */
export function shortPath(emulator: Emulator, path: string): string {
  return (path.split("?")[0] ?? "")
    .replace(/^\/v1\/tenants\/[^/]+(\/realms\/[^/]+(?=\/))?/, "")
    .replace(
      /(?<=^\/applications\/)[^/]+/,
      (id) => findApplication(emulator, id)?.display_name ?? id,
    )
    .replace(/(?<=^\/identities\/)[^/:]+/, (id) => usernameOf(emulator, id));
}

function usernameOf({ store }: Emulator, wanted: string): string {
  return store.state.identities.find(({ id }) => id === wanted)?.traits.username ?? wanted;
}
