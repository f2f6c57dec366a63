import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { World } from "../cloud/world.ts";
import { notFound } from "./refusals.ts";

/** What one request may name. */
export const manyTexts = z
  .array(z.string(), { error: ({ input }) => (input === undefined ? "missing" : "not an array") })
  .min(1, "array is empty")
  .max(1000, "array exceeds 1000 elements");

/** @throws Refusal 404 unless each is an identity of the realm in the path */
export function demandIdentities({ emulator, params }: Exchange, ids: string[]): void {
  const known = new Set(
    emulator.store.state.identities
      .filter(({ realmId }) => realmId === params.realmId)
      .map(({ id }) => id),
  );
  const unknown = ids.find((id) => !known.has(id));
  demand(unknown === undefined, () => notFound("Identity", "identity", unknown ?? ""));
}

/** @returns the list with each of the others once. To add what is there already changes nothing. */
export function joined(list: string[], others: string[] = []): string[] {
  return [...new Set([...list, ...others])];
}

/** @returns the list without the others. To take away what is not there changes nothing. */
export function without(list: string[], others: string[] = []): string[] {
  return list.filter((item) => !others.includes(item));
}

/** Deletes identities. Their passkeys stay in the store, so that a sign-in with one fails with the reason. */
export function removeIdentities({ store }: Emulator, ids: string[]): void {
  store.state.identities = store.state.identities.filter(({ id }) => !ids.includes(id));
  forgetIdentities(store.state.world, ids);
}

/** Takes deleted identities out of groups and roles. */
function forgetIdentities({ groups, roles }: World, ids: string[]): void {
  for (const item of [...groups, ...roles]) item.identity_ids = without(item.identity_ids, ids);
}
