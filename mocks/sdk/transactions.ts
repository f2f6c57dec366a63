import { randomUUID } from "node:crypto";
import type { Emulator } from "../cloud/emulator.ts";
import type { Transaction } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import { randomToken } from "../cloud/store.ts";
import { refusal } from "./refusals.ts";

/** As long as Auth.js keeps the state and PKCE cookies of a sign-in: a later answer would have no use. */
const TRANSACTION_LIFE_MS = 15 * 60 * 1000;

/** What /authorize knows of a sign-in, before the transaction gives it ids and a challenge. */
export type AuthorizationRequest = Omit<
  Transaction,
  "id" | "correlationId" | "nonce" | "proveRounds" | "expiresAt"
>;

/** @returns a stored transaction with an open challenge, good for 15 minutes. */
export function openTransaction(emulator: Emulator, request: AuthorizationRequest): Transaction {
  const transaction: Transaction = {
    ...request,
    id: randomToken(32),
    correlationId: randomUUID(),
    nonce: freshNonce(),
    proveRounds: emulator.settings.extraProveRounds,
    expiresAt: emulator.clock.now() + TRANSACTION_LIFE_MS,
  };
  emulator.store.state.transactions.push(transaction);
  return transaction;
}

/** @returns a challenge: 64 characters that nobody can guess. */
export function freshNonce(): string {
  return randomToken(64);
}

/**
 * Uses up the challenge that an answer names, whether or not the rest of the answer turns out right: a wrong answer
 * must not get a second try at the same challenge. Nothing is awaited between the look and the change, so that of
 * two answers at once only one gets through.
 *
 * @returns the transaction of the challenge
 * @throws Refusal when the transaction is unknown or over, or when the challenge is not open
 */
export function consumeChallenge(emulator: Emulator, id: string, nonce: string): Transaction {
  const transaction = emulator.store.state.transactions.find((candidate) => candidate.id === id);
  demand(transaction, () => refusal(404, "bi_tid names no transaction of this emulator"));
  demand(transaction.nonce === nonce, () =>
    refusal(409, "bi_non is not the open challenge of its transaction, or it was used before"),
  );
  transaction.nonce = undefined;
  demand(transaction.expiresAt > emulator.clock.now(), () =>
    refusal(410, "the sign-in took more than 15 minutes; start it again"),
  );
  return transaction;
}
