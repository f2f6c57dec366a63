import { base64url, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { type Call, Device, type DeviceKey } from "./device.ts";

/** How a software key can cheat: another header, another signing key, or a signature of its own making. */
export type SoftwareForgery = {
  header?: Record<string, unknown>;
  signWith?: CryptoKey;
  signature?: string;
  /** Changes the bytes of the valid signature. */
  spoil?: (valid: Buffer) => Buffer;
  /** Changes the text of the whole JWS. */
  rewrite?: (jws: string) => string;
};
export type SoftwareDevice = Device<SoftwareForgery>;

/**
 * @param now milliseconds since the Unix epoch by the browser's clock
 * @returns a browser without a platform authenticator: its passkeys are P-256 keys in software
 */
export function createSoftwareDevice(call: Call, now?: () => number): SoftwareDevice {
  return new Device(call, newSoftwareKey, {}, now);
}

/** @returns a new software key, for binding one key twice or signing with a foreign one. */
export async function newSoftwareKey(): Promise<
  DeviceKey<SoftwareForgery> & { privateKey: CryptoKey; publicJwk: JWK }
> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const sign = (header: object, payload: object, forgery: SoftwareForgery) =>
    compactJws({ ...header, ...forgery.header }, payload, forgery.signWith ?? privateKey, forgery);
  return {
    privateKey,
    publicJwk,
    binding: async (payload, forgery) => ({
      type: "JWT",
      raw: await sign({ alg: "ES256", jwk: publicJwk }, payload, forgery),
    }),
    assertion: async (claims, forgery) => ({
      Jwt: await sign({ alg: "ES256", kid }, claims, forgery),
    }),
  };
}

/** Built by hand, because a library refuses to make the forgeries. */
async function compactJws(
  header: object,
  payload: object,
  key: CryptoKey,
  { signature, spoil = (valid) => valid, rewrite = (jws) => jws }: SoftwareForgery,
): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`;
  if (signature !== undefined) return `${input}.${signature}`;
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const bytes = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(input));
  return rewrite(`${input}.${base64url.encode(spoil(Buffer.from(bytes)))}`);
}

function encode(value: object): string {
  return base64url.encode(JSON.stringify(value));
}
