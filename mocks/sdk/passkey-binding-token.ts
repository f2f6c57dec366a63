import type { Emulator } from "../cloud/emulator.ts";
import { configOfApplication, isOwnTenant } from "../cloud/lookup.ts";
import type { Identity, PasskeyBindingToken, Transaction } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { hashToken, randomToken } from "../cloud/store.ts";
import { traceEvent } from "../cloud/trace.ts";
import { createBindingJob, traceNewJob } from "./binding-job.ts";
import { bearerToken } from "./pending-job.ts";
import { refusal } from "./refusals.ts";

const TOKEN_LIFE_MS = 15 * 60 * 1000;

/** @returns a token for one binding link within 15 minutes. The store keeps its hash. */
export function issuePasskeyBindingToken(
  { store, clock, issued }: Emulator,
  { applicationId, realmId }: Transaction,
  identityId: string,
): string {
  const token = randomToken(64);
  store.state.passkeyBindingTokens.push({
    tokenHash: hashToken(token),
    applicationId,
    realmId,
    identityId,
    expiresAt: clock.now() + TOKEN_LIFE_MS,
  });
  issued.record("passkey_binding_token", token);
  return token;
}

/**
 * `POST .../applications/{id}/credential-binding-jobs`: a binding link for a person who signed in with a mailed code.
 */
export function exchangePasskeyBindingToken(exchange: Exchange): SentResponse {
  const { emulator, request } = exchange;
  traceEvent("BindingJob", "CREATE");
  const token = validToken(exchange, bearerToken(request));
  const identity = activeIdentity(emulator, token);
  const config = configOfApplication(emulator, token.applicationId);
  demand(config, () => refusal(409, "the application has no authenticator configuration"));
  token.usedAt = emulator.clock.now();
  const { job, link } = createBindingJob(emulator, {
    identity,
    deliveryMethod: "RETURN",
    authenticatorConfigId: config.id,
  });
  traceNewJob(job, identity.traits.username);
  return jsonResponse(
    { credential_binding_link: link },
    { headers: { "cache-control": "no-store" } },
  );
}

function validToken({ emulator, params }: Exchange, value: string): PasskeyBindingToken {
  const tokenHash = hashToken(value);
  const token = emulator.store.state.passkeyBindingTokens.find(
    (candidate) => candidate.tokenHash === tokenHash,
  );
  demand(token, () => refusal(401, "the passkey binding token is unknown"));
  demand(isPathOf(emulator, token, params), () =>
    refusal(401, "the passkey binding token is for another tenant, realm or application"),
  );
  demand(token.usedAt === undefined, () =>
    refusal(401, "the passkey binding token was used before"),
  );
  demand(token.expiresAt > emulator.clock.now(), () =>
    refusal(401, "the passkey binding token is older than 15 minutes"),
  );
  return token;
}

function isPathOf(
  emulator: Emulator,
  token: PasskeyBindingToken,
  params: Exchange["params"],
): boolean {
  return (
    isOwnTenant(emulator, params) &&
    params.realmId === token.realmId &&
    params.applicationId === token.applicationId
  );
}

function activeIdentity({ store }: Emulator, token: PasskeyBindingToken): Identity {
  const identity = store.state.identities.find(({ id }) => id === token.identityId);
  demand(identity, () => refusal(401, "the identity of the passkey binding token was deleted"));
  demand(identity.status === "active", () => refusal(403, "the identity is suspended"));
  return identity;
}
