import type { Emulator } from "../cloud/emulator.ts";
import { configOfApplication, isOwnTenant } from "../cloud/lookup.ts";
import type { Credential, Transaction } from "../cloud/model.ts";
import { Redacted } from "../cloud/redacted.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceShown } from "../cloud/trace.ts";
import { type Assertion, readAssertion } from "./assertion.ts";
import { consumeAssertion, demandAudience, demandValidTimes } from "./assertion-claims.ts";
import { demandSignature } from "./assertion-signature.ts";
import { allowsMethod, methodOf } from "./authenticator-config.ts";
import { authenticateWithCode } from "./one-time-password.ts";
import { applyPolicy } from "./policy.ts";
import { denial, refusal } from "./refusals.ts";
import { passkeySubject } from "./subject.ts";
import { consumeChallenge } from "./transactions.ts";

/** Verifies the SDK's response to a challenge, then asks another challenge, denies or allows. */
export async function biAuthenticate(exchange: Exchange): Promise<SentResponse> {
  const { emulator, request, url } = exchange;
  traceEvent("AuthenticationTransaction", "RESUME");
  traceCheck("Form of the assertion");
  const assertion = readAssertion(await request.text());
  const { claims, header } = assertion;
  traceShown("Assertion", Redacted.claims({ kind: assertion.kind, header, claims }));
  const transaction = consumeChallenge(emulator, claims.bi_tid, claims.bi_non);
  traceCheck("Path and correlation id");
  demandTransactionOfPath(exchange, transaction);
  traceCheck("Audience");
  demandAudience(claims, `${emulator.origins.auth}${url.pathname}`);
  traceCheck("Times");
  demandValidTimes(emulator, claims);
  return claims.authentication_control === undefined
    ? authenticateWithPasskey(emulator, transaction, assertion)
    : authenticateWithCode(emulator, transaction, assertion);
}

async function authenticateWithPasskey(
  emulator: Emulator,
  transaction: Transaction,
  assertion: Assertion,
): Promise<SentResponse> {
  traceCheck("Passkey");
  demand(transaction.oneTimePassword === undefined, () =>
    refusal(409, "this sign-in requested a one-time password and cannot continue with a passkey"),
  );
  demand(assertion.header.alg === "ES256", () =>
    refusal(401, "the assertion is not signed with ES256"),
  );
  const credential = findPasskey(emulator, assertion, transaction.realmId);
  const config = configOfApplication(emulator, transaction.applicationId);
  traceCheck("Signature");
  await demandSignature(emulator, config, credential, assertion);
  traceCheck("Replay (jti)");
  consumeAssertion(emulator, assertion.claims);
  traceEvent("PolicyEvaluation");
  traceCheck("Kind of passkey");
  demand(config && allowsMethod(config, methodOf[credential.kind]), () =>
    denial("the authenticator configuration does not allow this kind of passkey", "Not allowed."),
  );
  return applyPolicy(emulator, transaction, credential);
}

function demandTransactionOfPath(exchange: Exchange, transaction: Transaction): void {
  const { emulator, request, params } = exchange;
  demand(
    isOwnTenant(emulator, params) &&
      params.realmId === transaction.realmId &&
      params.applicationId === transaction.applicationId,
    () => refusal(403, "the transaction belongs to another tenant, realm or application"),
  );
  demand(request.headers.get("x-correlation-id") === transaction.correlationId, () =>
    refusal(400, "x-correlation-id is not the cid of the transaction"),
  );
}

function findPasskey(
  emulator: Emulator,
  { header, claims }: Assertion,
  realmId: string,
): Credential {
  const credential = emulator.store.state.credentials.find(
    (candidate) => candidate.realmId === realmId && candidate.thumbprint === header.kid,
  );
  demand(credential, () => refusal(401, "kid does not name a passkey of this tenant and realm"));
  demand(claims.sub === passkeySubject(emulator, credential), () =>
    refusal(401, "sub is not the identity that the passkey belongs to"),
  );
  return credential;
}
