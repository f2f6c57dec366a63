import { generateKeyPairSync, type KeyObject, randomBytes, sign as signBytes } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import {
  attestationObject,
  attestedCredential,
  authenticatorData,
  clientDataJson,
  type Site,
  sha256,
  type WebAuthnForgery,
} from "./authenticator-bytes.ts";
import { type Call, Device, type DeviceKey } from "./device.ts";

export type WebAuthnDevice = Device<WebAuthnForgery>;

/**
 * @param site the page that the browser shows
 * @param now milliseconds since the Unix epoch by the browser's clock
 * @returns a browser with a platform authenticator that verifies its user
 */
export function createWebAuthnDevice(call: Call, site: Site, now?: () => number): WebAuthnDevice {
  return new Device(call, () => newWebAuthnKey(site), {}, now);
}

/** @returns a new authenticator with one credential, whose counter starts at 1 and grows with every use. */
export async function newWebAuthnKey(
  site: Site,
): Promise<DeviceKey<WebAuthnForgery> & { privateKey: KeyObject; credentialId: string }> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = publicKey.export({ format: "jwk" });
  const kid = await calculateJwkThumbprint(jwk);
  const credentialId = randomBytes(32);
  let counter = 0;

  /** Client data, authenticator data and the signature over both. */
  function ceremony(type: string, challenge: string, attested: Buffer, forgery: WebAuthnForgery) {
    counter += 1;
    const clientData = clientDataJson(type, challenge, site, forgery);
    const data = authenticatorData(site, counter, attested, forgery);
    const signed = Buffer.concat([data, sha256(clientData)]);
    const valid = signBytes("sha256", signed, forgery.signWith ?? privateKey);
    return { clientData, data, signature: forgery.spoil?.(valid) ?? valid };
  }

  return {
    privateKey,
    credentialId: credentialId.toString("base64url"),
    async binding(payload, forgery) {
      const challenge = forgery.challenge ?? JSON.stringify(payload);
      const attested = attestedCredential(credentialId, jwk, forgery);
      const made = ceremony("webauthn.create", challenge, attested, forgery);
      const raw = {
        client_data_json_base64: made.clientData.toString("base64"),
        attestation_object: attestationObject(made, forgery).toString("base64"),
      };
      return { type: "WEBAUTHN", raw: JSON.stringify(raw) };
    },
    async assertion(claims, forgery) {
      const pub_key_cred_id = credentialId.toString("base64").replace(/=+$/, "");
      const header = { alg: "ES256", kid, ...forgery.header };
      const signed = { header, claims: { pub_key_cred_id, ...claims } };
      const challenge = forgery.challenge ?? JSON.stringify(signed);
      const made = ceremony("webauthn.get", challenge, Buffer.alloc(0), forgery);
      const parts = {
        authenticator_data: made.data.toString("base64"),
        client_data: made.clientData.toString("base64"),
        signature: made.signature.toString("base64"),
      };
      return { WebAuthn: JSON.stringify(parts) };
    },
  };
}
