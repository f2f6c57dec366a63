import { requireFor } from "./provision-error.ts";

type Named = { id: string; display_name: string };

/**
 * Finds the object of a name. Whether the cloud tells upper and lower case apart is not known, so a name that differs in
 * nothing else is neither taken nor made again.
 *
 * @param way for the user to tell them apart, with its flag
 * @throws ProvisionError `ambiguous`
 */
export function findNamed<T extends Named>(
  items: T[],
  name: string,
  { words, way }: { words: string; way: string },
): T | undefined {
  const same = items.filter((item) => item.display_name === name);
  demandSingle(same, `named "${name}"`, { words, way });
  if (same[0]) return same[0];
  const similar = items.filter((item) => item.display_name.toLowerCase() === name.toLowerCase());
  requireFor(
    similar.length === 0,
    "ambiguous",
    () =>
      `There is the ${words} "${similar[0]?.display_name}" (${idsOf(similar)}), whose name differs from "${name}" only in upper and lower case. ${way}`,
  );
  return undefined;
}

/**
 * @param same objects that share what they are found by
 * @param what they share, in words
 * @throws ProvisionError `ambiguous`
 */
export function demandSingle(
  same: Named[],
  what: string,
  { words, way }: { words: string; way: string },
): void {
  requireFor(
    same.length < 2,
    "ambiguous",
    () => `There are ${same.length} ${words}s ${what}: ${idsOf(same)}. ${way}`,
  );
}

/**
 * @returns the object with an id that the user wrote
 * @throws ProvisionError `ambiguous` when there is none
 */
export function findById<T extends Named>(items: T[], id: string, words: string): T {
  const found = items.find((item) => item.id === id);
  requireFor(found, "ambiguous", () => `There is no ${words} with the id ${id} in this realm.`);
  return found;
}

function idsOf(items: Named[]): string {
  return items.map(({ id }) => id).join(", ");
}
