import { seed } from "../cloud/seed.ts";

/** @returns the distinguished name by which the SDK calls the owner of a passkey in everything it signs. */
export function passkeySubject(owner: { identityId: string; realmId: string }): string {
  return `CN=${owner.identityId}, OU=${owner.realmId}, O=${seed.tenant.id}`;
}

/**
 * Reads the name by which the SDK calls a person who has no passkey yet: `MAIL=<as typed>, OU=<realm>, O=<tenant>`. It
 * escapes nothing, so the end is what is looked for.
 *
 * @returns what was typed, or undefined when the subject is of another form, realm or tenant
 */
export function emailOfSubject(subject: string, realmId: string): string | undefined {
  const [start, end] = ["MAIL=", `, OU=${realmId}, O=${seed.tenant.id}`];
  return subject.startsWith(start) && subject.endsWith(end)
    ? subject.slice(start.length, -end.length)
    : undefined;
}
