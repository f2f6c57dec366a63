import type { Emulator } from "../cloud/emulator.ts";
import type { Identity } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";

/**
 * Refuses what a sign-in issued once its identity or its passkey is no longer active.
 *
 * @param signIn its identity and passkey. `credentialId` is undefined when the sign-in used no passkey.
 * @param refusal makes the refusal from the reason
 * @returns the identity
 */
export function demandActive(
  { store }: Emulator,
  signIn: { identityId: string; credentialId?: string | undefined },
  refusal: (reason: string) => Refusal,
): Identity {
  const identity = store.state.identities.find(({ id }) => id === signIn.identityId);
  demand(identity?.status === "active", () =>
    refusal("the identity was suspended or deleted after it signed in"),
  );
  const credential = store.state.credentials.find(({ id }) => id === signIn.credentialId);
  demand(signIn.credentialId === undefined || credential?.state === "ACTIVE", () =>
    refusal("the passkey was revoked after the sign-in"),
  );
  return identity;
}
