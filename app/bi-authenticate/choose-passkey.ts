/** What to do with the passkeys that a browser holds for a sign-in. */
export type Choice<P> =
  | { kind: "none" }
  | { kind: "use"; passkey: P }
  | { kind: "ask"; passkeys: P[] };

/**
 * Goes on by itself only where there is nothing to choose: with a single passkey, or with the one that was made a
 * moment ago. Between several people it never decides.
 *
 * @param passkeys the usable passkeys of this browser
 * @param chosenId id of the passkey that was just made, if any
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
