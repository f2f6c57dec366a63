import type { Emulator } from "../cloud/emulator.ts";
import type { Identity } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";

/**
 * What came of a sign-in is worth nothing once the person or the passkey is no longer let in.
 *
 * @param signIn whose it was; `credentialId` is undefined when it took no passkey
 * @param refusal makes the refusal from the reason
 */
export function demandActive(
  { store }: Emulator,
  signIn: { identityId: string; credentialId?: string | undefined },
  refusal: (reason: string) => Refusal,
): Identity {
  const identity = store.state.identities.find(({ id }) => id === signIn.identityId);
  demand(identity?.status === "active", () =>
    refusal("the identity was suspended or deleted since it signed in"),
  );
  const credential = store.state.credentials.find(({ id }) => id === signIn.credentialId);
  demand(signIn.credentialId === undefined || credential?.state === "ACTIVE", () =>
    refusal("the passkey was revoked since it signed in"),
  );
  return identity;
}
