import { timestamp } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import type { AccessToken, AuthorizationCode, Transaction } from "../cloud/model.ts";
import { bindingJobView, credentialView, identityView } from "../management/views.ts";

/** @returns the state of the emulated cloud, without nonces, hashes, codes, tokens and private keys. */
export function stateView(emulator: Emulator) {
  const { state } = emulator.store;
  return {
    now: timestamp(emulator.clock),
    identities: state.identities.map((identity) => identityView(emulator, identity)),
    passkeys: state.credentials.map((passkey) => credentialView(emulator, passkey)),
    jobs: state.bindingJobs.map((job) => bindingJobView(emulator, job)),
    transactions: state.transactions.map(transactionView),
    authorization_codes: state.authorizationCodes.map(codeView),
    access_tokens: state.accessTokens.map(tokenView),
    faults: emulator.faults.list(),
  };
}

function transactionView(transaction: Transaction) {
  return {
    id: transaction.id,
    application_id: transaction.applicationId,
    awaits_answer: transaction.nonce !== undefined,
    prove_rounds: transaction.proveRounds,
    expire_time: new Date(transaction.expiresAt).toISOString(),
  };
}

function codeView(code: AuthorizationCode) {
  return {
    application_id: code.applicationId,
    identity_id: code.identityId,
    passkey_id: code.credentialId,
    used: code.usedAt !== undefined,
    expire_time: new Date(code.expiresAt).toISOString(),
  };
}

function tokenView(token: AccessToken) {
  return {
    application_id: token.applicationId,
    subject: token.subject,
    principal_type: token.principalType,
    scope: token.scope,
    revoked: token.revokedAt !== undefined,
    expire_time: new Date(token.expiresAt).toISOString(),
  };
}
