import { randomUUID } from "node:crypto";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { signingKey } from "../cloud/keys.ts";
import { configOfApplication, findApplication, realmPath } from "../cloud/lookup.ts";
import type { Transaction } from "../cloud/model.ts";
import { Redacted } from "../cloud/redacted.ts";
import { signRs256 } from "../cloud/rs256.ts";
import { traceEvent, traceShown } from "../cloud/trace.ts";
import { authenticatorConfigView } from "./authenticator-config.ts";

/** The SDK allows no leeway for the browser's clock, so the vendor's own requests start this much in the past. */
const HEAD_START_SECONDS = 4200;

/**
 * Signs the `request` of `/bi-authenticate?request=`, which tells the SDK the challenge and where to post the response.
 *
 * @param transaction a transaction with an open challenge
 * @returns a compact JWS (RS256, `kid`, `jku`) that expires with the transaction
 */
export async function createAuthenticationRequest(
  emulator: Emulator,
  transaction: Transaction,
): Promise<string> {
  const { privateKey, kid } = await signingKey(emulator, transaction.applicationId);
  const realm = realmPath(emulator, transaction.realmId);
  const issuer = `${emulator.origins.auth}${realm}/applications/${transaction.applicationId}`;
  const issuedAt = epochSeconds(emulator.clock);

  const claims = {
    cid: transaction.correlationId,
    verb: "authenticate",
    transaction_id: transaction.id,
    origin: { ip: "127.0.0.1", ua: "", geo: "", ref: "" },
    indirect_uri: indirectUri(emulator, transaction),
    authn: authenticationPart(emulator, transaction),
  };
  traceEvent("AuthenticationTransaction", "SUSPEND", "The browser is asked for a passkey.");
  traceShown("Challenge", Redacted.claims(claims));
  const registered = {
    ...{ iss: issuer, sub: transaction.clientId, aud: [], jti: randomUUID() },
    ...{ iat: issuedAt, nbf: issuedAt - HEAD_START_SECONDS },
    exp: Math.floor(transaction.expiresAt / 1000),
  };
  const header = { kid, jku: `${issuer}/.well-known/jwks.json` };
  return signRs256(header, { ...claims, ...registered }, privateKey);
}

function authenticationPart(emulator: Emulator, transaction: Transaction) {
  const application = findApplication(emulator, transaction.applicationId);
  const config = configOfApplication(emulator, transaction.applicationId);
  return {
    base_url: emulator.origins.auth,
    tid: emulator.store.state.world.tenant.id,
    rid: transaction.realmId,
    aid: transaction.applicationId,
    mode: "grant",
    redirect_uri: transaction.redirectUri,
    state: transaction.state,
    action: {
      prove: { transaction_id: transaction.id, nonce: transaction.nonce, bi_pol_ver: "v3" },
    },
    application: { display_name: application?.display_name },
    authenticator_config: config && authenticatorConfigView(emulator, config),
  };
}

function indirectUri(emulator: Emulator, transaction: Transaction): string {
  const realm = realmPath(emulator, transaction.realmId);
  return `${emulator.origins.auth}${realm}/transactions/${transaction.id}/indirect`;
}
