import type { Emulator } from "../cloud/emulator.ts";

/** @returns the distinguished name of the owner of a passkey, as the SDK writes it in everything it signs. */
export function passkeySubject(
  { store }: Emulator,
  owner: { identityId: string; realmId: string },
): string {
  return `CN=${owner.identityId}, OU=${owner.realmId}, O=${store.state.world.tenant.id}`;
}

/**
 * Reads the subject of a person without a passkey: `MAIL=<as typed>, OU=<realm>, O=<tenant>`. The SDK escapes nothing,
 * so the end of the subject is matched as a whole.
 *
 * @returns the text as typed, or undefined when the subject is of another form, realm or tenant
 */
export function emailOfSubject(
  { store }: Emulator,
  subject: string,
  realmId: string,
): string | undefined {
  const [start, end] = ["MAIL=", `, OU=${realmId}, O=${store.state.world.tenant.id}`];
  return subject.startsWith(start) && subject.endsWith(end)
    ? subject.slice(start.length, -end.length)
    : undefined;
}
