import { constants, createHash, type KeyObject, privateEncrypt, sign } from "node:crypto";

/** What a forger of an RS256 signature has: the signed bytes, a valid signature, and a key for the classes that need one. */
export type RsaForgery = { signed: Buffer; valid: Buffer; privateKey: KeyObject };

const SHA256_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");
const SHA256_INFO_WITHOUT_NULL = Buffer.from("302f300b06096086480165030402010420", "hex");

/** Invalid signatures after the classes of Project Wycheproof (RSASSA-PKCS1-v1_5, RFC 8017 section 8.2). */
export const INVALID_RSA_SIGNATURES: Record<string, (forgery: RsaForgery) => Buffer> = {
  nothing: () => Buffer.alloc(0),
  "one byte": ({ valid }) => valid.subarray(0, 1),
  "only zeros": ({ valid }) => Buffer.alloc(valid.length),
  "the number one": ({ valid }) => Buffer.concat([Buffer.alloc(valid.length - 1), Buffer.of(1)]),
  "as large as it fits": ({ valid }) => Buffer.alloc(valid.length, 0xff),
  "the modulus": ({ privateKey }) => modulusOf(privateKey),
  "its last byte cut off": ({ valid }) => valid.subarray(0, -1),
  "its first byte cut off": ({ valid }) => valid.subarray(1),
  "a zero before it": ({ valid }) => Buffer.concat([Buffer.of(0), valid]),
  "a zero after it": ({ valid }) => Buffer.concat([valid, Buffer.of(0)]),
  "its bytes in reverse": ({ valid }) => Buffer.from(valid).reverse(),
  "one bit changed": ({ valid }) => oneBitChanged(valid),
  "the whole twice": ({ valid }) => Buffer.concat([valid, valid]),
  "a hash of SHA-1": ({ signed, privateKey }) => sign("sha1", signed, privateKey),
  "a hash of SHA-384": ({ signed, privateKey }) => sign("sha384", signed, privateKey),
  "the padding of PSS": ({ signed, privateKey }) =>
    sign("sha256", signed, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING }),
  "no name of the hash": ({ signed, privateKey }) => padded(privateKey, sha256(signed)),
  "a name of the hash without its NULL": ({ signed, privateKey }) =>
    padded(privateKey, Buffer.concat([SHA256_INFO_WITHOUT_NULL, sha256(signed)])),
  "bytes after the hash": ({ signed, privateKey }) =>
    padded(privateKey, Buffer.concat([SHA256_INFO, sha256(signed), Buffer.alloc(8)])),
  "the hash of other bytes": ({ privateKey }) =>
    padded(privateKey, Buffer.concat([SHA256_INFO, sha256(Buffer.from("other"))])),
};

/** A signature with the padding of PKCS #1, whatever it pads. */
function padded(key: KeyObject, content: Buffer): Buffer {
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, content);
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function modulusOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: "jwk" }).n ?? "", "base64url");
}

function oneBitChanged(valid: Buffer): Buffer {
  const changed = Buffer.from(valid);
  changed[100] = (changed[100] ?? 0) ^ 1;
  return changed;
}
