import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { answerUrl, type Prove, type SignInRequest, sdkClaims } from "../sdk-wire.ts";

/** A passkey in software, as the SDK keeps it in a browser without a platform authenticator. */
export type Passkey = { privateKey: CryptoKey; jwk: JWK; kid: string };

export async function newPasskey(): Promise<Passkey> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { privateKey, jwk, kid: await calculateJwkThumbprint(jwk) };
}

/** @returns the body of `:bind`: the new key, and what it signed */
export async function bindingBody(
  { privateKey, jwk }: Passkey,
  signed: { sub: string; token: string },
): Promise<string> {
  const raw = await sign(privateKey, { alg: "ES256", jwk }, signed);
  return JSON.stringify({ type: "JWT", raw });
}

/** @returns what the SDK posts for a challenge */
export async function assertionRequest(
  { privateKey, kid }: Passkey,
  request: SignInRequest,
  prove: Prove,
  subject: string,
): Promise<Request> {
  const url = answerUrl(request);
  const claims = sdkClaims(Date.now(), url, prove, subject);
  const jws = await sign(privateKey, { alg: "ES256", kid }, claims);
  return new Request(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-correlation-id": request.cid,
    },
    body: new URLSearchParams({ claims: JSON.stringify({ Jwt: jws }) }).toString(),
  });
}

function sign(key: CryptoKey, header: { alg: string; jwk?: JWK; kid?: string }, payload: object) {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return new CompactSign(bytes).setProtectedHeader(header).sign(key);
}
