import type { Emulator } from "../cloud/emulator.ts";
import type { Credential, Transaction } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceOutcome, traceSubject } from "../cloud/trace.ts";
import { issueAuthorizationCode } from "./authorization-code.ts";
import { denial } from "./refusals.ts";
import { freshNonce } from "./transactions.ts";

/**
 * The emulated policy, for a verified passkey. It denies identities that may not sign in, asks the configured number of
 * extra challenges, and then issues an authorization code.
 *
 * @throws Refusal in the form of a `deny` response
 */
export function applyPolicy(
  emulator: Emulator,
  transaction: Transaction,
  credential: Credential,
): SentResponse {
  const { identities } = emulator.store.state;
  const identity = identities.find(({ id }) => id === credential.identityId);
  traceSubject({ identity_id: credential.identityId, person: identity?.traits.username });
  traceCheck("Passkey is active");
  demand(credential.state === "ACTIVE", () =>
    denial("the passkey was revoked", "This passkey was revoked."),
  );
  traceCheck("Identity is active");
  demand(identity, () => denial("the identity was deleted", "This account no longer exists."));
  demand(identity.status === "active", () =>
    denial("the identity is suspended", "This account is suspended."),
  );
  if (transaction.proveRounds > 0) {
    traceOutcome("CHALLENGE");
    return jsonResponse(furtherChallenge(transaction));
  }
  traceOutcome("ALLOW");
  return jsonResponse({
    type: "allow",
    code: issueAuthorizationCode(emulator, transaction, personWith(credential)),
  });
}

function personWith({ identityId, id }: Credential) {
  return { identityId, credentialId: id };
}

/**
 * Gives the transaction a new challenge.
 *
 * @returns the response that asks the SDK for it
 */
export function furtherChallenge(transaction: Transaction) {
  traceEvent("AuthenticationTransaction", "SUSPEND", "The browser is asked once more.");
  transaction.proveRounds -= 1;
  transaction.nonce = freshNonce();
  return {
    type: "prove",
    transaction_id: transaction.id,
    nonce: transaction.nonce,
    bi_pol_ver: "v3",
  };
}
