import type { Emulator } from "../cloud/emulator.ts";
import { addIdentity, findByUsername } from "../cloud/identities.ts";
import type { Identity, OneTimePassword, Transaction } from "../cloud/model.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceOutcome, traceSubject } from "../cloud/trace.ts";
import { issueAuthorizationCode } from "./authorization-code.ts";
import { hashCode, oneTimePasswordChallenge } from "./mail-code.ts";
import { issuePasskeyBindingToken } from "./passkey-binding-token.ts";
import { denial, refusal } from "./refusals.ts";

const TRIES = 3;

/**
 * Signs in a person who has the mailed code, and creates their identity if the address is new.
 *
 * @throws Refusal as a `continue` for a wrong code, and as a `deny` after the last try or when the code has expired
 */
export function redeemMailedCode(
  emulator: Emulator,
  transaction: Transaction,
  mail: string,
  otp: string,
): SentResponse {
  const { oneTimePassword: begun } = transaction;
  traceCheck("A code was requested");
  demand(begun, () => refusal(409, "this sign-in has not requested a one-time password"));
  demand(begun.email === mail.toLowerCase(), () =>
    refusal(403, "the code was sent to another email address"),
  );
  traceCheck("Age of the code");
  demand(begun.expiresAt > emulator.clock.now(), () =>
    denial("the code is older than 10 minutes", "This code has expired."),
  );
  traceCheck("One-time password");
  demandRightCode(transaction, begun, otp);
  traceEvent("PolicyEvaluation");
  const identity =
    findByUsername(emulator, transaction.realmId, begun.email) ??
    addNewcomer(emulator, transaction, begun);
  traceSubject({ identity_id: identity.id });
  traceCheck("Identity is active");
  demand(identity.status === "active", () =>
    denial("the identity is suspended", "This account is suspended."),
  );
  traceOutcome("ALLOW");
  return jsonResponse({
    type: "allow",
    code: issueAuthorizationCode(emulator, transaction, { identityId: identity.id }),
    passkey_binding_token: issuePasskeyBindingToken(emulator, transaction, identity.id),
  });
}

function demandRightCode(transaction: Transaction, begun: OneTimePassword, otp: string): void {
  const isRight = hashCode(transaction, otp) === begun.codeHash;
  if (!isRight) begun.wrongTries += 1;
  demand(begun.wrongTries < TRIES, () =>
    denial("a wrong code was entered three times", "Too many wrong codes."),
  );
  demand(isRight, () => {
    const answer = oneTimePasswordChallenge(transaction);
    traceOutcome("SUSPEND", "The user is asked for the mailed code again.");
    return new Refusal("the code is wrong", () => jsonResponse(answer));
  });
}

/** A person who reads mail at an address that is not a username yet gets an identity for it. */
function addNewcomer(
  emulator: Emulator,
  { realmId }: Transaction,
  { email }: OneTimePassword,
): Identity {
  return addIdentity(emulator, {
    realmId,
    displayName: email,
    status: "active",
    traits: { type: "traits_v0", username: email, primary_email_address: email },
  });
}
