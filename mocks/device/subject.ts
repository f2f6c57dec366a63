import { seed } from "../seed.ts";

/** @returns the distinguished name by which the SDK calls the owner of a passkey in everything it signs. */
export function passkeySubject(owner: { identityId: string; realmId: string }): string {
  return `CN=${owner.identityId}, OU=${owner.realmId}, O=${seed.tenant.id}`;
}
