import { compactVerify, decodeJwt, decodeProtectedHeader, type JWK } from "jose";
import { isCompactJws } from "../cloud/compact-jws.ts";

/** @returns header and payload of a compact JWS, not verified, or both undefined when it is not a JWS. */
export function unverifiedParts(jws: string): { header: unknown; payload: unknown } {
  try {
    return { header: decodeProtectedHeader(jws), payload: decodeJwt(jws) };
  } catch {
    return { header: undefined, payload: undefined };
  }
}

/** @returns whether the ES256 signature of a compact JWS was made with the key's private half. */
export async function hasValidSignature(jws: string, jwk: JWK): Promise<boolean> {
  if (!isCompactJws(jws)) return false;
  try {
    await compactVerify(jws, jwk, { algorithms: ["ES256"] });
    return true;
  } catch {
    return false;
  }
}
