import { randomInt } from "node:crypto";
import type { Emulator } from "../cloud/emulator.ts";
import { findByUsername } from "../cloud/identities.ts";
import { emailAddress, nameText } from "../cloud/identity-fields.ts";
import { sendMail } from "../cloud/mail.ts";
import type { Transaction } from "../cloud/model.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { hashToken } from "../cloud/store.ts";
import { traceEvent } from "../cloud/trace.ts";
import { parse } from "./parsing.ts";
import { furtherChallenge } from "./policy.ts";
import { freshNonce } from "./transactions.ts";

const CODE_LIFE_MS = 10 * 60 * 1000;

/** The address becomes the username of a new identity, so it must be a valid one. */
const emailSchema = emailAddress.toLowerCase().pipe(nameText);

/**
 * Mails a one-time password, after which the transaction accepts no passkey. The response does not depend on the
 * address: unknown, known and suspended people get the same one. Suspended people get no mail.
 *
 * @throws Refusal 400 when the address is invalid
 */
export function mailCode(emulator: Emulator, transaction: Transaction, mail: string): SentResponse {
  const email = parse(emailSchema, mail, "the email address in sub");
  if (transaction.proveRounds > 0) return jsonResponse(furtherChallenge(transaction));
  const code = randomInt(1_000_000).toString().padStart(6, "0");
  emulator.issued.record("otp", code);
  transaction.oneTimePassword = {
    email,
    codeHash: hashCode(transaction, code),
    wrongTries: transaction.oneTimePassword?.wrongTries ?? 0,
    expiresAt: emulator.clock.now() + CODE_LIFE_MS,
  };
  if (findByUsername(emulator, transaction.realmId, email)?.status !== "suspended") {
    sendMail(emulator, { to: email, subject: "Login instructions", otp: code });
  }
  traceEvent("AuthenticationTransaction", "SUSPEND", "The user is asked for the mailed code.");
  return jsonResponse(oneTimePasswordChallenge(transaction));
}

/**
 * Gives the transaction a new challenge.
 *
 * @returns the response that asks the SDK for the mailed code
 */
export function oneTimePasswordChallenge(transaction: Transaction) {
  transaction.nonce = freshNonce();
  return {
    type: "continue",
    reason: { type: "challenge_otp" },
    transaction_id: transaction.id,
    nonce: transaction.nonce,
  };
}

/** @returns the hash of a code, which is valid in one transaction only. */
export function hashCode({ id }: Transaction, code: string): string {
  return hashToken(`${id}:${code}`);
}
