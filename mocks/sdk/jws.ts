import { decodeJwt, decodeProtectedHeader } from "jose";

/** @returns header and payload of a compact JWS, not verified, or both undefined when it is not a JWS. */
export function unverifiedParts(jws: string): { header: unknown; payload: unknown } {
  try {
    return { header: decodeProtectedHeader(jws), payload: decodeJwt(jws) };
  } catch {
    return { header: undefined, payload: undefined };
  }
}
