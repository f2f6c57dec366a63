import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { signingKey } from "../cloud/keys.ts";
import type { Transaction } from "../cloud/model.ts";
import { applicationPath, seed } from "../cloud/seed.ts";
import { authenticatorConfig } from "./authenticator-config.ts";

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
  const issuer = `${emulator.origins.auth}${applicationPath(transaction.realmId, transaction.applicationId)}`;
  const issuedAt = epochSeconds(emulator.clock);

  return new SignJWT({
    cid: transaction.correlationId,
    verb: "authenticate",
    transaction_id: transaction.id,
    origin: { ip: "127.0.0.1", ua: "", geo: "", ref: "" },
    indirect_uri: indirectUri(emulator, transaction),
    authn: authenticationPart(emulator, transaction),
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid, jku: `${issuer}/.well-known/jwks.json` })
    .setIssuer(issuer)
    .setSubject(transaction.clientId)
    .setAudience([])
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt - HEAD_START_SECONDS)
    .setExpirationTime(Math.floor(transaction.expiresAt / 1000))
    .setJti(randomUUID())
    .sign(privateKey);
}

function authenticationPart(emulator: Emulator, transaction: Transaction) {
  return {
    base_url: emulator.origins.auth,
    tid: seed.tenant.id,
    rid: transaction.realmId,
    aid: transaction.applicationId,
    mode: "grant",
    redirect_uri: transaction.redirectUri,
    state: transaction.state,
    action: {
      prove: { transaction_id: transaction.id, nonce: transaction.nonce, bi_pol_ver: "v3" },
    },
    application: { display_name: seed.webApplication.displayName },
    authenticator_config: authenticatorConfig(emulator, transaction.realmId),
  };
}

function indirectUri(emulator: Emulator, transaction: Transaction): string {
  const realm = `/v1/tenants/${seed.tenant.id}/realms/${transaction.realmId}`;
  return `${emulator.origins.auth}${realm}/transactions/${transaction.id}/indirect`;
}
