import "server-only";
import { hkdfSync, randomUUID } from "node:crypto";
import { calculateJwkThumbprint, EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";

const ENCRYPTION = "A256CBC-HS512";
const KEY_BYTES = 64;
const CLOCK_TOLERANCE_SECONDS = 15;

type Secrets = string | string[];

/**
 * Encrypts the content of a cookie as Auth.js does (JWE), so that cookies from before the change still open.
 *
 * @param secret the first one encrypts
 * @param salt name of the cookie
 */
export async function encode({
  token,
  secret,
  salt,
  maxAge = 30 * 24 * 60 * 60,
}: {
  token: JWTPayload;
  secret: Secrets;
  salt: string;
  maxAge?: number;
}): Promise<string> {
  const key = keyOf([secret].flat()[0] ?? "", salt);
  return new EncryptJWT(token)
    .setProtectedHeader({ alg: "dir", enc: ENCRYPTION, kid: await idOf(key) })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + maxAge)
    .setJti(randomUUID())
    .encrypt(key);
}

/**
 * @returns the content of a cookie
 * @throws JOSEError when none of the secrets has encrypted it for this cookie, or it has expired
 */
export async function decode({
  token,
  secret,
  salt,
}: {
  token: string;
  secret: Secrets;
  salt: string;
}): Promise<JWTPayload> {
  const keys = [secret].flat().map((each) => keyOf(each, salt));
  const { payload } = await jwtDecrypt(token, ({ kid }) => chosen(keys, kid), {
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: [ENCRYPTION],
  });
  return payload;
}

async function chosen(keys: Uint8Array[], kid: string | undefined): Promise<Uint8Array> {
  for (const key of keys) {
    if ((await idOf(key)) === kid) return key;
  }
  throw new Error("sealed under another key");
}

function idOf(key: Uint8Array): Promise<string> {
  return calculateJwkThumbprint(
    { kty: "oct", k: Buffer.from(key).toString("base64url") },
    "sha512",
  );
}

function keyOf(secret: string, salt: string): Uint8Array {
  const purpose = `Auth.js Generated Encryption Key (${salt})`;
  return new Uint8Array(hkdfSync("sha256", secret, salt, purpose, KEY_BYTES));
}
