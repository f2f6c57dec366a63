import type { Emulator } from "../cloud/emulator.ts";
import { configOfApplication } from "../cloud/lookup.ts";
import type { AuthorizationCode, Transaction } from "../cloud/model.ts";
import { hashToken, randomToken } from "../cloud/store.ts";
import { traceEvent, traceSubject } from "../cloud/trace.ts";

const CODE_LIFE_MS = 60 * 1000;
/** On the hosted page the user creates a passkey between the code and the redirect. The longest that RFC 6749 4.1.2 advises. */
const HOSTED_CODE_LIFE_MS = 10 * 60 * 1000;

/**
 * Issues the authorization code that completes a sign-in. The store keeps its hash.
 *
 * @param person the identity that signed in, and its passkey if it used one
 */
export function issueAuthorizationCode(
  emulator: Emulator,
  transaction: Transaction,
  person: Pick<AuthorizationCode, "identityId" | "credentialId">,
): string {
  const code = randomToken(48);
  emulator.issued.record("authorization_code", code);
  const codeHash = hashToken(code);
  traceEvent("AuthenticationTransaction", "COMPLETE:ALLOW");
  traceEvent("GrantOperation", "CREATE", "An authorization code, valid for 60 seconds.");
  traceSubject({ identity_id: person.identityId }, `code:${codeHash}`);
  const now = emulator.clock.now();
  emulator.store.state.authorizationCodes.push({
    codeHash,
    applicationId: transaction.applicationId,
    realmId: transaction.realmId,
    clientId: transaction.clientId,
    redirectUri: transaction.redirectUri,
    scope: transaction.scope,
    oidcNonce: transaction.oidcNonce,
    authTimeAsked: transaction.authTimeAsked,
    codeChallenge: transaction.codeChallenge,
    codeChallengeMethod: transaction.codeChallengeMethod,
    identityId: person.identityId,
    credentialId: person.credentialId,
    authenticatedAt: now,
    expiresAt: now + lifeOf(emulator, transaction),
  });
  return code;
}

function lifeOf(emulator: Emulator, { applicationId }: Transaction): number {
  const isHosted = configOfApplication(emulator, applicationId)?.config.type === "hosted_web";
  return isHosted ? HOSTED_CODE_LIFE_MS : CODE_LIFE_MS;
}
