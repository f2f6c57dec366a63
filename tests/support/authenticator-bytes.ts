import { createHash, type KeyObject } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type { JWK } from "jose";

/** User present, user verified (WebAuthn section 6.1). */
export const flags = { userPresent: 0x01, userVerified: 0x04, attestedData: 0x40 } as const;

/** How an authenticator, or the page before it, can cheat. */
export type WebAuthnForgery = {
  type?: string;
  origin?: string;
  rpId?: string;
  /** Instead of user present and user verified. */
  flags?: number;
  counter?: number;
  attestation?: "packed" | "none";
  coseAlgorithm?: number;
  coseCurve?: number;
  /** Coordinates of the public key, instead of the real ones. */
  coseX?: Uint8Array;
  coseY?: Uint8Array;
  coseKeyType?: number;
  /** Header of the assertion inside the challenge. */
  header?: Record<string, unknown>;
  /** Takes the place of the whole challenge. */
  challenge?: string;
  signWith?: KeyObject;
  /** Changes the bytes of the valid signature. */
  spoil?: (valid: Buffer) => Buffer;
};
/** The page that the browser shows. */
export type Site = { origin: string };

/** What the browser tells the authenticator (WebAuthn section 5.8.1). */
export function clientDataJson(
  type: string,
  challenge: string,
  site: Site,
  forgery: WebAuthnForgery,
) {
  return Buffer.from(
    JSON.stringify({
      type: forgery.type ?? type,
      challenge: Buffer.from(challenge).toString("base64url"),
      origin: forgery.origin ?? site.origin,
      crossOrigin: false,
    }),
  );
}

/** Relying party, flags, counter and, if there is one, the new credential (WebAuthn section 6.1). */
export function authenticatorData(
  site: Site,
  counter: number,
  attested: Buffer,
  forgery: WebAuthnForgery,
): Buffer {
  const tail = Buffer.alloc(5);
  const user = forgery.flags ?? flags.userPresent | flags.userVerified;
  tail.writeUInt8(attested.length > 0 ? user | flags.attestedData : user, 0);
  tail.writeUInt32BE(forgery.counter ?? counter, 1);
  return Buffer.concat([sha256(forgery.rpId ?? new URL(site.origin).hostname), tail, attested]);
}

/** Authenticator model id, credential id and COSE key (WebAuthn section 6.5.1, RFC 9053 section 7.1.1). */
export function attestedCredential(
  credentialId: Buffer,
  jwk: JWK,
  forgery: WebAuthnForgery,
): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(credentialId.length);
  const coseKey = new Map<number, number | Uint8Array>([
    [1, forgery.coseKeyType ?? 2],
    [3, forgery.coseAlgorithm ?? -7],
    [-1, forgery.coseCurve ?? 1],
    [-2, forgery.coseX ?? Buffer.from(jwk.x ?? "", "base64url")],
    [-3, forgery.coseY ?? Buffer.from(jwk.y ?? "", "base64url")],
  ]);
  return Buffer.concat([Buffer.alloc(16), length, credentialId, isoCBOR.encode(coseKey)]);
}

/** Packed self attestation, which the credential's own key signs, or none (WebAuthn sections 8.2 and 8.7). */
export function attestationObject(
  made: { data: Buffer; signature: Buffer },
  { attestation = "packed" }: WebAuthnForgery,
): Buffer {
  const statement = new Map<string, number | Uint8Array>(
    attestation === "none"
      ? []
      : [
          ["alg", -7],
          ["sig", made.signature],
        ],
  );
  const object = new Map<string, string | Uint8Array | typeof statement>([
    ["fmt", attestation],
    ["attStmt", statement],
    ["authData", made.data],
  ]);
  return Buffer.from(isoCBOR.encode(object));
}

/** @returns 32 bytes */
export function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
