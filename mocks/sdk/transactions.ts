import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import type { Transaction } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import { randomToken } from "../cloud/store.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { refusal } from "./refusals.ts";

/** As long as Auth.js keeps the state and PKCE cookies of a sign-in. A later response would be useless. */
const TRANSACTION_LIFE_MS = 15 * 60 * 1000;

const uuidSchema = z.uuid();

/** What /authorize knows of a sign-in, before it has ids and a challenge. */
export type AuthorizationRequest = Omit<
  Transaction,
  "id" | "correlationId" | "nonce" | "proveRounds" | "expiresAt"
>;

/**
 * @param correlationId of the request that begins the sign-in. The SDK only knows UUIDs, so another one is replaced.
 * @returns a stored transaction with an open challenge, valid for 15 minutes
 */
export function openTransaction(
  emulator: Emulator,
  request: AuthorizationRequest,
  correlationId?: string,
): Transaction {
  const transaction: Transaction = {
    ...request,
    id: randomToken(32),
    correlationId: uuidSchema.safeParse(correlationId).data ?? randomUUID(),
    nonce: freshNonce(),
    proveRounds: emulator.settings.extraProveRounds,
    expiresAt: emulator.clock.now() + TRANSACTION_LIFE_MS,
  };
  emulator.store.state.transactions.push(transaction);
  traceTransaction(transaction);
  traceEvent("AuthenticationTransaction", "START");
  return transaction;
}

/** @returns a challenge: 64 unguessable characters. */
export function freshNonce(): string {
  return randomToken(64);
}

/**
 * Uses up the challenge of a response before the rest of the response is verified, so a wrong response gets no second
 * try at the same challenge. Nothing is awaited between the check and the change, so only one of two simultaneous
 * responses succeeds.
 *
 * @returns the transaction of the challenge
 * @throws Refusal when the transaction is unknown or has expired, or when the challenge is not open
 */
export function consumeChallenge(emulator: Emulator, id: string, nonce: string): Transaction {
  const transaction = emulator.store.state.transactions.findLast(
    (candidate) => candidate.id === id,
  );
  traceCheck("Transaction");
  demand(transaction, () => refusal(404, "bi_tid does not name a transaction of this emulator"));
  traceTransaction(transaction);
  traceCheck("Challenge (nonce)");
  demand(transaction.nonce === nonce, () =>
    refusal(409, "bi_non is not the open challenge of its transaction, or it was used before"),
  );
  transaction.nonce = undefined;
  traceCheck("Age of the sign-in");
  demand(transaction.expiresAt > emulator.clock.now(), () =>
    refusal(410, "the sign-in took more than 15 minutes"),
  );
  return transaction;
}

function traceTransaction({ id, applicationId, correlationId }: Transaction): void {
  traceSubject(
    { application_id: applicationId, correlation_id: correlationId },
    `transaction:${id}`,
  );
}
