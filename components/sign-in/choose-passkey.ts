/** What to do with the passkeys of a browser. */
export type Choice<P> =
  | { kind: "none" }
  | { kind: "use"; passkey: P }
  | { kind: "ask"; passkeys: P[] };

/**
 * Picks a passkey only if there is nothing to choose: a single passkey, or the one that was just created. It never
 * decides between several users.
 *
 * @param passkeys the usable passkeys of this browser
 * @param chosenId id of the passkey that was just created, or null
 */
export function choosePasskey<P extends { id: string }>(
  passkeys: P[],
  chosenId: string | null,
): Choice<P> {
  const chosen = passkeys.find(({ id }) => id === chosenId);
  const [first, ...others] = passkeys;
  if (chosen) return { kind: "use", passkey: chosen };
  if (!first) return { kind: "none" };
  return others.length === 0 ? { kind: "use", passkey: first } : { kind: "ask", passkeys };
}
